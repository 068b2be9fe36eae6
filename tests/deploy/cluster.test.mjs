import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import test from 'node:test'

import { commandId } from '../e2e/support/server.mjs'
import { ask, hello } from './support/community.mjs'
import { answersOn, bin, eventually, freePort, root, say, scratch, without } from './support/machine.mjs'

/** What runs with this folder in its command line. */
const running = (folder) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`)
    } catch {
      return false
    }
  })

test('three nodes are one room, whichever of them dies', { skip: without('redis-server', 'nginx') || (!bin.endsWith('release/bin') && 'deploy/cluster starts the release build') }, async (t) => {
  const stop = (folder) => say(join(root, 'deploy/cluster'), ['stop', '--data', join(folder, 'cluster')])
  const data = join(scratch(t, stop), 'cluster')
  const port = await freePort(5)
  const nodes = [port + 1, port + 2, port + 3]
  const cluster = (...words) => {
    const { code, said } = say(join(root, 'deploy/cluster'), [...words, '--data', data, '--no-install', '--no-build'])
    assert.equal(code, 0, said)
    return said
  }
  cluster('start', '--port', String(port))

  const operate = (node, method, body) => {
    const text = JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const asked = http.request({ socketPath: join(data, `node-${node}`, 'operator.sock'), path: `/plenum.v1.AdminService/${method}`, method: 'POST', headers: { 'Content-Type': 'application/json' } }, async (answer) => {
        let said = ''
        for await (const part of answer) said += part
        answer.statusCode === 200 ? resolve(JSON.parse(said)) : reject(new Error(said))
      })
      asked.on('error', reject)
      asked.end(text)
    })
  }
  const { topicId } = await operate(1, 'OpenTopic', { title: 'Watches', problem: 'Who is there?' })
  const { token } = await operate(1, 'AddMember', { handle: 'bernardo', role: 'ADMIN', token: true })
  const call = async (at, method, body) => {
    const answer = await ask(at, `/plenum.v1.MemberService/${method}`, { body, secure: false, headers: { Authorization: `Bearer ${token}` } })
    if (answer.status !== 200) throw new Error(answer.text)
    return JSON.parse(answer.text)
  }
  // With one command id: a wish that was repeated is one post.
  const write = (at, threadId, source) => {
    const wish = { commandId: commandId(), threadId, source }
    return eventually(`"${source}" is taken`, () => call(at, 'WritePost', wish))
  }
  const all = (at, threadId) => call(at, 'ReadThread', { threadId, fromStart: true, limit: 200 }).then((page) => page.posts.map((post) => post.source))
  const seen = (at, threadId, sources) => eventually(`${sources.at(-1)} on ${at}`, async () => JSON.stringify(await all(at, threadId)) === JSON.stringify(sources))

  const opened = { commandId: commandId(), topicId, title: 'The bell then beating one', source: 'Who is there?' }
  const { threadId } = await eventually('a thread through the proxy', () => call(port, 'OpenThread', opened))
  await write(nodes[1], threadId, 'Long live the king!')
  const told = ['Who is there?', 'Long live the king!']
  for (const at of [port, ...nodes]) await seen(at, threadId, told)

  // A browser's ticket is good on the node that made it: the proxy keeps to that one.
  const password = readFileSync(join(data, 'node-1/demo-password'), 'utf8').trim()
  const headers = { Host: `localhost:${port}`, Origin: `http://localhost:${port}` }
  const comesIn = async () => {
    const cookies = []
    const call = async (path, more) => {
      const answer = await ask(port, path, { secure: false, headers: { ...headers, Cookie: cookies.join('; ') }, ...more })
      cookies.push(...(answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]))
      assert.equal(answer.status, 200, answer.text)
      return answer.text
    }
    await call('/', { method: 'GET' })
    await call('/plenum.v1.IdentityService/SignIn', { body: { handle: 'hamlet', password } })
    const { ticket } = JSON.parse(await call('/plenum.v1.IdentityService/GetTicket', { body: {} }))
    const welcome = await hello(port, { secure: false, headers: { ...headers, Cookie: cookies.join('; ') }, frame: { request: 1, hello: { ticket } } })
    assert.equal(welcome.reply.hello?.you.handle, 'hamlet', JSON.stringify(welcome))
  }
  for (let i = 0; i < 5; ++i) await comesIn()  // each is somebody else to the proxy

  for (const dead of [1, 2, 3]) {
    cluster('kill', String(dead))
    assert.match(cluster('status'), new RegExp(`node-${dead} +not running`))
    const source = `Without ${dead}.`
    await write(port, threadId, source)
    told.push(source)
    await eventually('a browser comes in', () => comesIn().then(() => true))
    for (const at of [port, ...nodes.filter((_, n) => n + 1 !== dead)]) await seen(at, threadId, told)
    cluster('start', String(dead))
    await seen(nodes[dead - 1], threadId, told)
  }

  cluster('kill', 'redis')
  await seen(port, threadId, told)  // reading goes on
  cluster('start', 'redis')
  told.push('Redis is back.')
  await write(port, threadId, told.at(-1))
  for (const at of [port, ...nodes]) await seen(at, threadId, told)

  cluster('stop')
  assert.deepEqual(running(data), [])
  for (const at of [port, ...nodes, port + 4]) assert.equal(await answersOn(at), false)

  cluster()  // as it was, on the ports it had
  for (const at of [port, ...nodes]) await seen(at, threadId, told)
  cluster('stop')
  assert.deepEqual(running(data), [])
})
