// A real server with a few people in it, asked as a browser and as a program would.
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'

import { Server, commandId } from '../../e2e/support/server.mjs'

export const password = 'the readiness is all'

/** A server that goes with the test; `settings` are lines of its configuration. */
export async function server(t, settings) {
  const one = new Server({ settings })
  t.after(() => one.end())
  await one.start()
  return one
}

/** hamlet, with a thread of his: { token, thread }. */
export async function people(one) {
  const { token } = await one.operate('AddMember', { handle: 'hamlet', role: 'ADMIN', password, token: true })
  const { topicId } = await one.operate('OpenTopic', { title: 'On being', problem: 'Whether to.' })
  const { threadId } = await one.asMember(token, 'OpenThread', { commandId: commandId(), topicId, title: 'Or not?', source: 'To be.' })
  return { token, thread: threadId, topic: topicId }
}

export const write = (one, token, threadId, source) => one.asMember(token, 'WritePost', { commandId: commandId(), threadId, source })

export async function read(one, token, threadId) {
  const page = await one.asMember(token, 'ReadThread', { threadId, fromStart: true, limit: 200 })
  return (page.posts ?? []).map((post) => post.source)
}

/** One request, through TLS unless said otherwise: { status, headers, text }. */
export function ask(port, path, { method = 'POST', body, headers = {}, ca, from, secure = true } = {}) {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const sent = text === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }
    const asked = (secure ? https : http).request({ host: '127.0.0.1', port, path, method, ca, localAddress: from, servername: 'localhost', agent: false, headers: { ...sent, ...headers } }, async (answer) => {
      let said = ''
      for await (const part of answer) said += part
      resolve({ status: answer.statusCode, headers: answer.headers, text: said })
    })
    asked.on('error', reject)
    asked.end(text)
  })
}

/** A live line, through TLS unless said otherwise: what the server says to the hello. */
export function hello(port, { ca, headers = {}, frame, secure = true }) {
  return new Promise((resolve, reject) => {
    const asked = (secure ? https : http).request({
      host: '127.0.0.1', port, path: '/v1/live', ca, servername: 'localhost', agent: false,
      headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': 13, 'Sec-WebSocket-Key': randomBytes(16).toString('base64'), 'Sec-WebSocket-Protocol': 'plenum.v1.json', ...headers },
    })
    asked.on('error', reject)
    asked.on('response', (answer) => reject(new Error(`not upgraded: ${answer.statusCode}`)))
    asked.on('upgrade', (_, socket, head) => {
      let got = head
      const look = () => {
        const words = textFrame(got)
        if (words === undefined) return
        socket.destroy()
        resolve(JSON.parse(words))
      }
      socket.on('data', (more) => {
        got = Buffer.concat([got, more])
        look()
      })
      socket.on('error', reject)
      socket.write(masked(JSON.stringify(frame)))
      look()
    })
    asked.end()
  })
}

// RFC 6455, 5.2: short enough for one length byte, masked with zeros.
function masked(text) {
  const bytes = Buffer.from(text)
  if (bytes.length > 125) throw new Error('a hello is short')
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes])
}

function textFrame(bytes) {
  if (bytes.length < 4) return undefined
  const short = bytes[1] & 0x7f
  if (short === 127) throw new Error('a welcome is shorter')
  const [start, length] = short === 126 ? [4, bytes.readUInt16BE(2)] : [2, short]
  return bytes.length < start + length ? undefined : bytes.subarray(start, start + length).toString()
}
