import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { people, read, server, write } from './support/community.mjs'
import { Running, eventually, freePort, root, say, scratch, shipped, without } from './support/machine.mjs'

const secret = 'something-is-rotten'

/** The shipped file as OPERATIONS.md has it completed, and a witness who may look. */
class Log {
  constructor(t, port) {
    this.t = t
    this.port = port
    this.folder = scratch(t)
    this.file = join(this.folder, 'redis.conf')
    const hash = createHash('sha256').update(secret).digest('hex')
    writeFileSync(this.file, shipped('redis/plenum-log.conf').replace('#PASSWORD-SHA256', `#${hash}`) + 'user witness on nopass ~* &* +@all\n')
  }

  async start() {
    const words = [this.file, '--port', String(this.port), '--dir', this.folder]
    this.running = new Running(this.t, 'redis-server', words, join(this.folder, 'said'))
    await this.running.answers(this.port)
  }

  ask(...words) {
    return say('redis-cli', ['-p', String(this.port), '--user', 'witness', '--pass', 'any', '--no-auth-warning', ...words]).said
  }

  get settings() {
    return `commands_per_10_s = 10000\n[log]\nredis = "redis://plenum:${secret}@127.0.0.1:${this.port}"\nfounds = true\n`
  }
}

test('nobody runs it with the password it was shipped with', { skip: without('redis-server') }, (t) => {
  const { code, said } = say('redis-server', [join(root, 'deploy/redis/plenum-log.conf'), '--port', '0', '--dir', scratch(t)])
  assert.notEqual(code, 0)
  assert.match(said, /FATAL CONFIG FILE ERROR[^]*user plenum/)
})

test('a node writes, Redis restarts, the node writes on, and nothing was denied to it', { skip: without('redis-server', 'redis-cli') }, async (t) => {
  const log = new Log(t, await freePort())
  await log.start()
  const node = await server(t, log.settings)
  const { token, thread } = await people(node)
  await write(node, token, thread, 'Before.')

  assert.equal(await log.running.end(), 0)
  await log.start()
  await eventually('writes are taken again', async () => {
    try {
      return await write(node, token, thread, 'After.')
    } catch (refused) {
      const { haltedBecause } = await node.operate('Status', {})
      throw new Error(`${refused}: ${haltedBecause} ${log.ask('ACL', 'LOG')}`)
    }
  })
  assert.deepEqual(await read(node, token, thread), ['To be.', 'Before.', 'After.'])
  assert.equal(log.ask('ACL', 'LOG').trim(), '')
  assert.match(log.ask('CONFIG', 'GET', 'appendfsync'), /always/)
})

test('the user has exactly the commands that the log uses', () => {
  const folder = join(root, 'storage/log/redis')
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  // "CLIENT", "CONFIG" and "SCRIPT" are given by their second word; "AUTH" needs no leave; another database and Sentinels are not this file's.
  const direct = [...sources.matchAll(/\{"([A-Z]+)"(?:, "([A-Z]+)")?/g)]
    .map(([, one, two]) => (['CLIENT', 'CONFIG', 'SCRIPT'].includes(one) ? `${one}|${two}` : one))
    .filter((one) => !['AUTH', 'SELECT', 'SENTINEL'].includes(one))
  const scripted = [...sources.matchAll(/redis\.call\('([A-Z]+)'/g)].map(([, one]) => one)
  const needed = new Set([...direct, ...scripted].map((one) => one.toLowerCase()))
  const given = shipped('redis/plenum-log.conf').match(/^user plenum .*$/m)[0].split(' ').filter((word) => word.startsWith('+')).map((word) => word.slice(1))
  assert.deepEqual([...given].sort(), [...needed].sort())
})
