import assert from 'node:assert/strict'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { ask, hello, password, people, server } from './support/community.mjs'
import { Running, freePort, root, say, scratch, shipped, without } from './support/machine.mjs'

const settings = 'trusted_proxies = ["127.0.0.1"]\nsign_ins_per_minute = 3\n'

/** A certificate for localhost, made now. */
function certificate(folder) {
  const made = say('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')])
  assert.equal(made.code, 0, made.said)
  chmodSync(join(folder, 'privkey.pem'), 0o644)
  return readFileSync(join(folder, 'fullchain.pem'))
}

async function nginx(t, upstream) {
  const folder = scratch(t)
  chmodSync(folder, 0o755)
  const ca = certificate(folder)
  const [port, plain] = [await freePort(), await freePort()]
  const site = shipped('proxy/nginx.conf')
    .replace('server 127.0.0.1:8080;', `server 127.0.0.1:${upstream};`)
    .replace('listen 80;', `listen 127.0.0.1:${plain};`).replace('listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`)
    .replaceAll(/^ *listen \[::\].*\n/gm, '').replaceAll('community.example.org', 'localhost').replaceAll('/etc/ssl/plenum', folder)
  writeFileSync(join(folder, 'site.conf'), site)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary} include ${folder}/site.conf; }`)
  const words = ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]
  const checked = say('nginx', [...words, '-t'])
  assert.equal(checked.code, 0, checked.said)
  assert.doesNotMatch(checked.said, /\[(warn|error)\]/)
  const running = new Running(t, 'nginx', words, join(folder, 'said'))
  await running.answers(port)
  t.after(() => running.end('SIGTERM'))  // its workers go with it; a kill would leave them
  return { port, ca, plain }
}

async function caddy(t, upstream) {
  const folder = scratch(t)
  const ca = certificate(folder)
  const port = await freePort()
  const site = shipped('proxy/Caddyfile')
    .replace('community.example.org {', `https://localhost:${port} {\n\tbind 127.0.0.1\n\ttls ${folder}/fullchain.pem ${folder}/privkey.pem`)
    .replace('127.0.0.1:8080', `127.0.0.1:${upstream}`)
  writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system ${folder}\n}\n${site}`)
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const running = new Running(t, 'caddy', ['run', '--config', join(folder, 'Caddyfile')], join(folder, 'said'), { env })
  await running.answers(port)
  return { port, ca }
}

/** A browser's way in: sign in, a ticket, a live line. */
async function comesIn(proxy) {
  const headers = { Host: `localhost:${proxy.port}`, Origin: `https://localhost:${proxy.port}` }
  const call = (method, body, more) => ask(proxy.port, `/plenum.v1.IdentityService/${method}`, { body, ca: proxy.ca, headers: { ...headers, ...more } })
  const signed = await call('SignIn', { handle: 'hamlet', password })
  assert.equal(signed.status, 200, signed.text)
  const [cookie] = signed.headers['set-cookie']
  assert.match(cookie, /^__Host-/, 'the server knows that the browser came by TLS')
  assert.match(cookie, /; Secure/)
  assert.ok(signed.headers['strict-transport-security'])
  const { ticket } = JSON.parse((await call('GetTicket', {}, { Cookie: cookie.split(';')[0] })).text)
  const welcome = await hello(proxy.port, { ca: proxy.ca, headers, frame: { request: 1, hello: { ticket } } })
  assert.equal(welcome.reply.hello.you.handle, 'hamlet')
}

/** Each address has sign-ins of its own, and cannot claim another's. */
async function countsPeople(proxy) {
  const headers = { Host: `localhost:${proxy.port}`, Origin: `https://localhost:${proxy.port}`, 'X-Forwarded-For': '203.0.113.7' }
  const tryFrom = (from) =>
    ask(proxy.port, '/plenum.v1.IdentityService/SignIn', { body: { handle: 'hamlet', password: 'words, words, words' }, ca: proxy.ca, headers, from })
  const refusals = async (from) => {
    const codes = []
    for (let i = 0; i < 4; ++i) codes.push(JSON.parse((await tryFrom(from)).text).refusal.code)
    return codes.map((code) => code === 'TOO_FAST')
  }
  assert.deepEqual(await refusals('127.0.0.2'), [false, false, false, true])
  assert.deepEqual(await refusals('127.0.0.3'), [false, false, false, true], 'the other is somebody else')
}

for (const [name, start] of [['nginx', nginx], ['caddy', caddy]]) {
  test(`through ${name} a member signs in and hears, and each address counts for itself`, { skip: without(name, 'openssl') }, async (t) => {
    const plenum = await server(t, settings)
    await people(plenum)
    const proxy = await start(t, plenum.port)
    await comesIn(proxy)
    await countsPeople(proxy)
    if (proxy.plain) {
      const sent = await ask(proxy.plain, '/topics', { method: 'GET', secure: false, headers: { Host: 'localhost' } })
      assert.equal(sent.status, 301)
      assert.equal(sent.headers.location, 'https://localhost/topics')
    }
  })
}

test('Caddy finds nothing wrong with its file', { skip: without('caddy') }, () => {
  const file = join(root, 'deploy/proxy/Caddyfile')
  const valid = say('caddy', ['validate', '--config', file, '--adapter', 'caddyfile'])
  assert.equal(valid.code, 0, valid.said)
  assert.doesNotMatch(valid.said, /"level":"(warn|error)"/)
  const formatted = say('caddy', ['fmt', file])
  assert.equal(formatted.said, readFileSync(file, 'utf8'))
})

test('nginx lets a line be silent for longer than the server does', () => {
  const pings = Number(readFileSync(join(root, 'server/net/limits.h'), 'utf8').match(/ping_interval_ms = ([\d']+)/)[1].replaceAll("'", ''))
  for (const name of ['proxy_read_timeout', 'proxy_send_timeout']) {
    const seconds = Number(shipped('proxy/nginx.conf').match(new RegExp(`${name} (\\d+)s;`))[1])
    assert.ok(seconds * 1000 > 2 * pings, `${name} ${seconds}s, a ping each ${pings} ms`)
  }
})
