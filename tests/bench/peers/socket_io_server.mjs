// A hub on npm's socket.io: whatever is said goes to everybody else. Usage: node socket_io_server.mjs PORT
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
// No ping falls into a run.
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, pingInterval: 600_000 })
io.on('connection', (socket) => socket.on('say', (words) => socket.broadcast.emit('m', words)))
http.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 4096 })
