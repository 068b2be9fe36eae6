import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { root, say, scratch } from './support/machine.mjs'

/** What was typed wrong, the exit code, and what must be named. Nothing is made by any of them. */
const mistyped = (nowhere) => [
  ['deploy/quickstart', ['trase'], 2, "'trase' (see --help)"],
  ['deploy/quickstart', ['--trase'], 2, "'--trase' (see --help)"],
  ['deploy/quickstart', ['--data'], 2, '--data needs a directory (see --help)'],
  ['deploy/quickstart', ['--listen'], 2, '--listen needs HOST:PORT (see --help)'],
  ['deploy/quickstart', ['--data', nowhere, '--listen', '127.0.0.1:70000'], 2, "'127.0.0.1:70000' has no such port (see --help)"],
  ['deploy/quickstart', ['--data', nowhere, '--listen', '127.0.0.1:080'], 2, "'127.0.0.1:080' has no such port (see --help)"],
  ['deploy/quickstart', ['--data', nowhere, '--listen', 'localhost:8080'], 2, "'localhost' is none (see --help)"],
  ['deploy/cluster', ['trase'], 2, "'trase' (see --help)"],
  ['deploy/cluster', ['--trase'], 2, "'--trase' (see --help)"],
  ['deploy/cluster', ['kill'], 2, "'kill' (see --help)"],
  ['deploy/cluster', ['kill', '4'], 2, "'kill 4' (see --help)"],
  ['deploy/cluster', ['--data'], 2, '--data needs a directory (see --help)'],
  ...['', 'many', '0', '070', '70000'].map((port) => ['deploy/cluster', ['start', '--data', nowhere, '--port', port], 2, `'${port}' is none (see --help)`]),
  ...[['status'], ['stop'], ['kill', '1'], ['start', 'redis']].map((words) => ['deploy/cluster', [...words, '--data', nowhere], 1, `there is no cluster in ${nowhere}`]),
  ['deploy/install-packages', ['trase'], 2, "'trase' (see --help)"],
  ['deploy/install-packages', ['--list', '--trase'], 2, "'--trase' (see --help)"],
  ['deploy/node-dir', ['trase'], 1, "'trase' is one"],
  ['deploy/container/make-secrets', [], 2, 'Usage: make-secrets DIR'],
  ['deploy/container/make-secrets', ['--trase'], 2, 'Usage: make-secrets DIR'],
  ['deploy/demo/check.py', ['trase'], 1, "'trase' is one"],
]

test('every script that is typed wrong says so in one sentence, points to its help and makes nothing', (t) => {
  const nowhere = join(scratch(t), 'nowhere')
  for (const [script, words, code, named] of mistyped(nowhere)) {
    const program = script.endsWith('.py') ? ['python3', [join(root, script), ...words]] : [join(root, script), words]
    const ended = say(...program)
    const typed = `${script} ${words.join(' ')}: ${ended.said}`
    assert.equal(ended.code, code, typed)
    assert.ok(ended.said.includes(named), typed)
    assert.equal(ended.said.trimEnd().split('\n').length, 1, typed)
    assert.ok(!existsSync(nowhere), typed)
  }
})
