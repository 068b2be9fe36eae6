// A hub on npm's ws: whatever comes on /author goes to everybody else. Usage: node ws_server.mjs PORT
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  if (request.url !== '/author') return
  server.clients.delete(socket)
  socket.on('message', (message) => {
    for (const client of server.clients) client.send(message, { binary: true })
  })
})
