import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'

import { compose, faults } from './support/compose.mjs'
import { Running, answersOn, bin, eventually, freePort, root, scratch, shipped } from './support/machine.mjs'

const require = createRequire(import.meta.url)
const { DockerfileParser } = require('dockerfile-ast')
const { ValidationSeverity, validate } = require('dockerfile-utils')

const dockerfile = shipped('container/Dockerfile')
const parsed = DockerfileParser.parse(dockerfile)
const words = (instruction) => instruction.getArguments().map((argument) => argument.getValue())

test('the Dockerfile is well formed, and nothing in it is deprecated', () => {
  const strict = Object.fromEntries(['casingFROM', 'deprecatedMaintainer', 'directiveCasing', 'emptyContinuationLine', 'instructionCasing', 'instructionCmdMultiple', 'instructionEntrypointMultiple', 'instructionHealthcheckMultiple', 'instructionJSONInSingleQuotes', 'instructionWorkdirRelative'].map((name) => [name, ValidationSeverity.ERROR]))
  const faults = validate(dockerfile, strict).map((fault) => `${fault.range.start.line + 1}: ${fault.message}`)
  assert.deepEqual(faults, [])
})

test('the image comes from Debian 12 alone, and from what is in the repository', () => {
  const stages = parsed.getFROMs()
  const names = stages.map((from) => from.getBuildStage())
  for (const from of stages) assert.ok(from.getImage() === 'debian:12' || names.includes(from.getImage()), from.getImage())
  for (const copy of parsed.getCOPYs()) {
    const from = copy.getFromFlag()?.getValue()
    if (from) {
      assert.ok(names.includes(from), `--from=${from}`)
      continue
    }
    for (const source of words(copy).slice(0, -1)) assert.ok(existsSync(join(root, source)), source)
  }
})

test('what runs in the image is not root, and its command line is one that plenumd takes', async (t) => {
  const last = parsed.getFROMs().at(-1).getRange().start.line
  const of = (keyword) => parsed.getInstructions().filter((one) => one.getKeyword() === keyword && one.getRange().start.line > last)
  const [user] = of('USER').map((one) => words(one)[0])
  assert.match(user, /^[1-9]\d+:[1-9]\d+$/, 'a number, so that whoever runs it can see that it is not root')
  assert.ok(dockerfile.includes(`--uid ${user.split(':')[0]} `), 'the one that was made')

  const list = (keyword) => JSON.parse(words(of(keyword)[0]).join(' '))
  assert.deepEqual(list('ENTRYPOINT'), ['/usr/bin/plenumd'])
  const folder = scratch(t)
  const [port, adminPort] = [await freePort(), await freePort()]
  const volumes = JSON.parse(words(of('VOLUME')[0]).join(' '))
  for (const volume of volumes) mkdirSync(join(folder, volume), { recursive: true })
  const line = list('CMD').map((word) => word.replace('0.0.0.0:8080', `127.0.0.1:${port}`).replace('0.0.0.0:8081', `127.0.0.1:${adminPort}`).replace(/^\/var/, join(folder, 'var')))
  const server = new Running(t, join(bin, 'plenumd'), line, join(folder, 'said'))
  await server.answers(adminPort)
  await eventually('the community', () => answersOn(port))
  assert.equal((await fetch(`http://127.0.0.1:${adminPort}/readyz`)).status, 200)
  assert.equal(await server.end(), 0, server.said)
})

test('the compose file is one by the specification, for this image, with nothing that it need not have', () => {
  const file = compose('container/compose.yml')
  assert.equal(faults(file), '')
  const { plenum } = file.services
  assert.ok(existsSync(join(root, 'deploy/container', plenum.build.context, plenum.build.dockerfile)))
  assert.equal(plenum.read_only, true)
  assert.deepEqual(plenum.cap_drop, ['ALL'])
  const volumes = JSON.parse(words(parsed.getInstructions().findLast((one) => one.getKeyword() === 'VOLUME')).join(' '))
  assert.deepEqual(plenum.volumes.map((volume) => volume.split(':')[1]).sort(), volumes.sort(), 'the root is only read: what is written has a place')
  for (const volume of plenum.volumes) assert.ok(volume.split(':')[0] in file.volumes)
  for (const port of plenum.ports) assert.ok(parsed.getInstructions().findLast((one) => one.getKeyword() === 'EXPOSE').getArgumentsContent().split(' ').includes(port.split(':').at(-1)))
})
