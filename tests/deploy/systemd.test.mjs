import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { Running, bin, eventually, freePort, root, say, scratch, shipped, without } from './support/machine.mjs'

// In tenths: 0 is a service that can do nothing, 100 one that may do all.
const exposureMax = 15

test('systemd finds nothing wrong with the unit', { skip: without('systemd-analyze') }, (t) => {
  const folder = scratch(t)
  const unit = join(folder, 'plenumd.service')
  writeFileSync(unit, shipped('systemd/plenumd.service').replace('ExecStart=plenumd', `ExecStart=${bin}/plenumd`))
  const { code, said } = say('systemd-analyze', ['verify', '--man=no', unit])
  assert.equal(said, '')
  assert.equal(code, 0)
})

test('the unit takes from the server what it does not need', { skip: without('systemd-analyze') }, () => {
  const unit = join(root, 'deploy/systemd/plenumd.service')
  const { code, said } = say('systemd-analyze', ['security', '--offline=true', `--threshold=${exposureMax}`, '--no-pager', unit])
  assert.equal(code, 0, said)
})

test('the service user is one that systemd-sysusers would make', { skip: without('systemd-sysusers') }, (t) => {
  const place = scratch(t)
  mkdirSync(join(place, 'etc'))
  const { code, said } = say('systemd-sysusers', [`--root=${place}`, join(root, 'deploy/systemd/plenum.sysusers')])
  assert.equal(code, 0, said)
  assert.match(readFileSync(join(place, 'etc/passwd'), 'utf8'), /^plenum:.*:\/var\/lib\/plenum:.*nologin$/m)
})

test('a server starts with the settings that the unit gives it', async (t) => {
  const folder = scratch(t)
  const [port, adminPort] = [await freePort(), await freePort()]
  const settings = shipped('systemd/plenumd.toml')
    .replaceAll('"/var/', `"${folder}/`).replace(':8080"', `:${port}"`).replace(':8081"', `:${adminPort}"`)
  writeFileSync(join(folder, 'plenumd.toml'), settings)
  for (const name of ['lib/plenum-gallery', 'log/plenum']) mkdirSync(join(folder, name), { recursive: true })
  const server = new Running(t, join(bin, 'plenumd'), ['--config', join(folder, 'plenumd.toml')], join(folder, 'said'))
  await server.answers(adminPort)
  const ready = await eventually('ready', () => fetch(`http://127.0.0.1:${adminPort}/readyz`))
  assert.equal(ready.status, 200)
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200)
  assert.equal(await server.end(), 0, server.said)
})
