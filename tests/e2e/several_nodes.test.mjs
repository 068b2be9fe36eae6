// The demonstration of three nodes, watched by three people in three browsers, while whatever runs it is killed.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { bin, eventually, freePort, root, say, scratch, without } from '../deploy/support/machine.mjs'
import { Person, launch } from './support/browser.mjs'
import { call, commandId } from './support/server.mjs'

const missing = without('redis-server', 'nginx') || (!bin.endsWith('release/bin') && 'deploy/cluster starts the release build')

class Cluster {
  constructor(folder, port) {
    this.data = join(folder, 'cluster')
    this.port = port
  }

  tell(...words) {
    const { code, said } = say(join(root, 'deploy/cluster'), [...words, '--data', this.data, '--no-install', '--no-build'])
    assert.equal(code, 0, said)
  }

  url(node = 0) {
    return `http://localhost:${this.port + node}`
  }

  demoPassword() {
    return readFileSync(join(this.data, 'node-1/demo-password'), 'utf8').trim()
  }

  operate(method, request) {
    return call({ socketPath: join(this.data, 'node-1/operator.sock'), path: `/plenum.v1.AdminService/${method}` }, request)
  }

  asMember(node, token, method, request) {
    return call({ host: '127.0.0.1', port: this.port + node, path: `/plenum.v1.MemberService/${method}`, headers: { Authorization: `Bearer ${token}` } }, request)
  }
}

test('three people on three nodes keep one conversation while nodes and Redis are killed', { skip: missing }, async (t) => {
  const folder = scratch(t, () => cluster.tell('stop'))
  const cluster = new Cluster(folder, await freePort(5))
  cluster.tell('start', '--port', String(cluster.port))
  const { token } = await cluster.operate('AddMember', { handle: 'bernardo', role: 'ADMIN', token: true })
  const { topicId } = await cluster.operate('OpenTopic', { title: 'Watches', problem: 'Who is there?' })
  const { threadId } = await cluster.asMember(1, token, 'OpenThread', { commandId: commandId(), topicId, title: 'The bell then beating one', source: 'Who is there?' })

  const browser = await launch()
  t.after(() => browser.close())
  const comes = async (handle, url) => {
    const person = await Person.comes(browser, url)
    await person.signsIn(handle, cluster.demoPassword())
    await person.opens(`/topics/${topicId}/threads/${threadId}`)
    await person.sees('Who is there?')
    return person
  }
  const hamlet = await comes('hamlet', cluster.url(2))
  const polonius = await comes('polonius', cluster.url(3))
  const fortinbras = await comes('fortinbras', cluster.url()) // through nginx: by whichever node lives
  const everybody = { hamlet, polonius, fortinbras }
  const said = ['Who is there?']
  const says = async (who, words) => {
    await everybody[who].writes(words)
    said.push(words)
  }
  const heardByAll = async (words) => {
    for (const person of Object.values(everybody)) await person.sees(words)
  }

  await t.test('what one writes all read, on whatever node', async () => {
    for (const who of Object.keys(everybody)) {
      await says(who, `I am here, says ${who}.`)
      await heardByAll(said.at(-1))
    }
  })

  await t.test('the node that one of them is on is killed: the others go on, and he comes back whole', async () => {
    cluster.tell('kill', '2')
    await hamlet.page.getByText('No line.').waitFor()
    await says('polonius', 'Said while node 2 was dead.')
    await polonius.sees('Said while node 2 was dead.')
    await fortinbras.sees('Said while node 2 was dead.')
    await says('hamlet', 'Written on a dead node.')
    await hamlet.seesWaiting('Written on a dead node.')
    cluster.tell('start', '2')
    await heardByAll('Said while node 2 was dead.')
    await heardByAll('Written on a dead node.')
  })

  await t.test('each node in turn: who came through the proxy is taken by another', async () => {
    for (const node of ['1', '3']) {
      cluster.tell('kill', node)
      await says('fortinbras', `Without node ${node}.`)
      await hamlet.sees(`Without node ${node}.`)
      cluster.tell('start', node)
      await heardByAll(`Without node ${node}.`)
    }
  })

  await t.test('Redis is killed: all of it can be read, what is written waits, and goes out once', async () => {
    cluster.tell('kill', 'redis')
    await says('hamlet', 'Written without Redis.')
    await hamlet.seesWaiting('Written without Redis.')
    await polonius.page.reload()
    await polonius.sees('Who is there?')
    cluster.tell('start', 'redis')
    await heardByAll('Written without Redis.')
    await says('polonius', 'The watch goes on.')
    await heardByAll('The watch goes on.')
  })

  await t.test('every node tells the same, each post once', async () => {
    for (const node of [1, 2, 3]) {
      const told = await eventually(`the last post on node ${node}`, async () => {
        const { posts } = await cluster.asMember(node, token, 'ReadThread', { threadId, fromStart: true, limit: 200 })
        return posts.length >= said.length && posts.map((post) => post.source)
      })
      assert.deepEqual([...told].sort(), [...said].sort())
    }
    for (const person of Object.values(everybody)) assert.deepEqual(person.complaints, [])
  })
})
