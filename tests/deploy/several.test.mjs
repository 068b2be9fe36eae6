import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'

import { commandId } from '../e2e/support/server.mjs'
import { ask } from './support/community.mjs'
import { compose, faults } from './support/compose.mjs'
import { Running, bin, eventually, freePort, root, say, scratch, shipped, without } from './support/machine.mjs'

const { DockerfileParser } = createRequire(import.meta.url)('dockerfile-ast')
const file = compose('container/compose-cluster.yml')
const nodes = ['plenum-0', 'plenum-1', 'plenum-2']
const stages = DockerfileParser.parse(shipped('container/Dockerfile')).getFROMs().map((from) => from.getBuildStage())

test('the compose file of several is one by the specification', () => assert.equal(faults(file), ''))

test('a field that is misspelt, or of another kind, is no compose file', () => {
  const spoilt = (change) => {
    const copy = structuredClone(file)
    change(copy)
    return faults(copy)
  }
  assert.match(spoilt(({ services }) => (services['plenum-0'].read_onyl = true)), /read_onyl/)
  assert.match(spoilt(({ services }) => (services.proxy.extra_host = [])), /extra_host/)
  assert.match(spoilt(({ services }) => (services['plenum-log'].networks.inside.ipv4_adress = '10.77.0.9')), /ipv4_adress/)
  assert.match(spoilt(({ services }) => (services['plenum-log'].build.traget = 'log')), /traget/)
  assert.match(spoilt(({ services }) => (services['plenum-1'].secrets[0].sorce = 'x')), /sorce/)
  assert.match(spoilt(({ networks }) => (networks.inside.ipam.config[0].subnett = '10.0.0.0/8')), /subnett/)
  assert.notEqual(spoilt(({ services }) => (services.proxy.cap_drop = 'ALL')), '')
  assert.notEqual(spoilt((whole) => (whole.servces = {})), '')
})

test('what the compose file of several names is there, and none has more than it needs', () => {
  assert.deepEqual(Object.keys(file.services), [...nodes, 'plenum-log', 'proxy'])
  const own = new Set()
  for (const [name, service] of Object.entries(file.services)) {
    assert.equal(service.read_only, true, name)
    assert.deepEqual(service.cap_drop, ['ALL'], name)
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name)
    assert.deepEqual(service.tmpfs, ['/tmp'], name)
    assert.ok(existsSync(join(root, 'deploy/container', service.build.context, service.build.dockerfile)), name)
    if (service.build.target) assert.ok(stages.includes(service.build.target), name)
    for (const secret of service.secrets ?? []) assert.ok(secret.source in file.secrets, secret.source)
    for (const volume of service.volumes ?? []) {
      const [what] = volume.split(':')
      if (what.startsWith('./')) assert.ok(existsSync(join(root, 'deploy/container', what)), what)
      else assert.ok(what in file.volumes && !own.has(what), `${what} is one service's`)
      if (!what.startsWith('./')) own.add(what)
    }
    const address = service.networks.inside.ipv4_address
    assert.ok(address.startsWith('10.77.0.') && !own.has(address), address)
    own.add(address)
    assert.equal(service.ports !== undefined, name === 'proxy', 'the proxy alone is met from outside')
  }
  assert.deepEqual(file.services.proxy.extra_hosts, nodes.map((name) => `${name}:${file.services[name].networks.inside.ipv4_address}`))
  for (const name of nodes) assert.equal(file.services[name].hostname, name)
  const { subnet } = file.networks.inside.ipam.config[0]
  assert.ok(shipped('container/plenumd.toml').includes(`trusted_proxies = ["${subnet}"]`))
  assert.deepEqual([...shipped('container/nginx.conf').matchAll(/server (\S+):8080 max/g)].map(([, name]) => name), nodes)
})

test('the secrets are made once, for whoever may enter their folder', (t) => {
  const folder = join(scratch(t), 'secrets')
  const make = () => assert.deepEqual(say(join(root, 'deploy/container/make-secrets'), [folder]), { code: 0, said: '' })
  const read = () => ['log-password', 'gallery-key'].map((name) => readFileSync(join(folder, name), 'utf8'))
  make()
  const [password, key] = read()
  assert.match(password, /^[0-9a-f]{64}$/)
  assert.match(key, /^plenum gallery key 1\n[0-9a-f]{64}\n$/)
  assert.ok(!key.includes(password))
  assert.equal(statSync(folder).mode & 0o777, 0o700)
  make()
  assert.deepEqual(read(), [password, key])
  assert.equal(say(join(root, 'deploy/container/make-secrets'), []).code, 2)
  // Where they are made by what is written: in no commit, and in no image's build.
  for (const place of ['container', 'kubernetes']) assert.equal(shipped(`${place}/.gitignore`), 'secrets/\n')
  assert.match(shipped('container/Dockerfile.dockerignore'), /^deploy\/\*\/secrets$/m)
})

/**
 * The containers' own scripts and settings on this machine: only paths, names and ports are put in. Where the tests are root's,
 * each runs as the user of its image, who may write to its /tmp and its volumes alone.
 */
class Containers {
  static users = { 'plenum-log': 10002, proxy: 10003 }

  constructor(t, port) {
    this.t = t
    this.port = port
    this.folder = scratch(t)
    chmodSync(this.folder, 0o755)
    this.secrets = join(this.folder, 'secrets')
    assert.equal(say(join(root, 'deploy/container/make-secrets'), [this.secrets]).code, 0)
    mkdirSync(join(this.folder, 'bin'))
    copyFileSync(join(bin, 'plenumd'), join(this.folder, 'bin/plenumd'))  // where another user may read it
  }

  user(name) {
    const id = Containers.users[name] ?? 10001
    return process.getuid() === 0 ? { uid: id, gid: id } : {}
  }

  // Of one container: its files, its /tmp, its volumes, its secrets as they are mounted.
  place(name, volumes, secrets, files) {
    const place = join(this.folder, name)
    for (const below of ['tmp', 'etc/plenum', 'run/secrets/plenum', ...volumes]) mkdirSync(join(place, below), { recursive: true })
    const { uid, gid } = this.user(name)
    if (uid) for (const below of ['tmp', ...volumes]) chownSync(join(place, below), uid, gid)
    for (const secret of secrets) copyFileSync(join(this.secrets, secret), join(place, 'run/secrets/plenum', secret))
    for (const [to, from] of Object.entries(files)) writeFileSync(join(place, to), this.placed(shipped(from), place, nodes.indexOf(name)), { mode: 0o755 })
    return place
  }

  placed(text, place, n) {
    const { port } = this
    return text
      .replaceAll(/(?<![\w.])\/(tmp|etc\/plenum|run\/secrets|var\/l(?:ib|og)\/plenum)/g, `${place}/$1`)
      .replaceAll('0.0.0.0:8080', `127.0.0.1:${port + 1 + n}`).replaceAll('0.0.0.0:8081', `127.0.0.1:${port + 4 + n}`)
      .replaceAll('plenum-log:6379', `127.0.0.1:${port + 7}`).replaceAll('6379', port + 7).replaceAll("'* -::*'", '127.0.0.1')
      .replaceAll(/plenum-(\d):8080/g, (_, at) => `127.0.0.1:${port + 1 + Number(at)}`).replaceAll('listen 8080', `listen 127.0.0.1:${port}`)
      .replaceAll('"10.77.0.0/24"', '"127.0.0.1"')
  }

  start(name, program, words, env = {}) {
    const more = { env: { ...process.env, PATH: `${join(this.folder, 'bin')}:${process.env.PATH}`, HOSTNAME: name, ...env }, ...this.user(name) }
    return new Running(this.t, program, words, join(this.folder, name, 'said'), more)
  }

  async log() {
    const place = this.place('plenum-log', ['var/lib/plenum-log'], ['log-password'], { 'start-log': 'container/start-log', 'etc/plenum/plenum-log.conf': 'redis/plenum-log.conf' })
    this.redis = this.start('plenum-log', 'bash', [join(place, 'start-log')])
    await this.redis.answers(this.port + 7)
  }

  node(n, founds = '') {
    const place = this.place(nodes[n], ['var/lib/plenum', 'var/log/plenum'], ['log-password', 'gallery-key'], { 'start-node': 'container/start-node', 'etc/plenum/plenumd.toml': 'container/plenumd.toml' })
    return this.start(nodes[n], 'bash', [join(place, 'start-node')], { PLENUM_FOUNDS: founds })
  }

  ready(n) {
    return eventually(`${nodes[n]} is ready`, () => fetch(`http://127.0.0.1:${this.port + 4 + n}/readyz`).then((answer) => answer.status === 200))
  }

  async proxy() {
    const place = this.place('proxy', [], [], { 'etc/plenum/nginx.conf': 'container/nginx.conf' })
    this.nginx = this.start('proxy', 'nginx', ['-e', 'stderr', '-c', join(place, 'etc/plenum/nginx.conf')])
    await this.nginx.answers(this.port)
  }
}

test('the images’ scripts make one room of three nodes, which any of them may leave', { skip: without('redis-server', 'nginx') }, async (t) => {
  const port = await freePort(8)
  const all = new Containers(t, port)
  await all.log()
  const running = [all.node(0, 'plenum-0')]
  await all.ready(0)
  for (const n of [1, 2]) running.push(all.node(n, 'plenum-0'))  // who is not named founds nothing
  for (const n of [1, 2]) await all.ready(n)
  await all.proxy()

  const operate = (...words) => {
    const { code, said } = say(join(bin, 'plenumctl'), ['--data', join(all.folder, 'plenum-0/var/lib/plenum/node'), ...words])
    assert.equal(code, 0, said)
    return said
  }
  const token = operate('users', 'add', 'bernardo', '--role', 'admin', '--token').match(/\b[\w-]{30,}\b/)[0]
  const topicId = operate('topics', 'open', 'Watches', '--problem', 'Who is there?').match(/\d+/)[0]
  const call = async (at, method, body) => {
    const answer = await ask(at, `/plenum.v1.MemberService/${method}`, { body, secure: false, headers: { Authorization: `Bearer ${token}` } })
    if (answer.status !== 200) throw new Error(answer.text)
    return JSON.parse(answer.text)
  }
  const opened = { commandId: commandId(), topicId, title: 'The bell then beating one', source: 'Who is there?' }
  const { threadId } = await eventually('a thread', () => call(port, 'OpenThread', opened))
  const words = (at) => call(at, 'ReadThread', { threadId, fromStart: true, limit: 200 }).then((page) => page.posts.map((post) => post.source))
  const told = ['Who is there?']
  const seen = (at) => eventually(`"${told.at(-1)}" on ${at}`, async () => JSON.stringify(await words(at)) === JSON.stringify(told))
  for (const at of [port, port + 1, port + 2, port + 3]) await seen(at)

  for (const dead of [0, 1, 2]) {
    await running[dead].end('SIGKILL')
    const wish = { commandId: commandId(), threadId, source: `Without ${dead}.` }
    await eventually('a post is taken', () => call(port, 'WritePost', wish))
    told.push(wish.source)
    await seen(port)
    running[dead] = all.node(dead)
    await all.ready(dead)
    await seen(port + 1 + dead)
  }
  const key = readFileSync(join(all.folder, 'plenum-1/tmp/gallery-key'))
  assert.deepEqual(key, readFileSync(join(all.secrets, 'gallery-key')))
  assert.equal(statSync(join(all.folder, 'plenum-1/tmp/gallery-key')).mode & 0o777, 0o600)
  const hash = createHash('sha256').update(readFileSync(join(all.secrets, 'log-password'), 'utf8')).digest('hex')
  assert.ok(readFileSync(join(all.folder, 'plenum-log/tmp/redis.conf'), 'utf8').includes(`#${hash}`))

  for (const one of running) assert.equal(await one.end(), 0, one.said)
  assert.equal(await all.nginx.end('SIGQUIT'), 0, all.nginx.said)
  assert.equal(await all.redis.end(), 0, all.redis.said)
})
