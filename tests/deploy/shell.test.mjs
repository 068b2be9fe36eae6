import assert from 'node:assert/strict'
import test from 'node:test'

import { root, say, without } from './support/machine.mjs'

test('shellcheck finds nothing wrong with the scripts', { skip: without('shellcheck') }, () => {
  const scripts = say('sh', ['-c', 'grep -rlE "^#!.*(bash|/sh)" deploy tests/run tests/deploy; ls deploy/shell/*.bash tests/groups.bash'], { cwd: root })
  const files = scripts.said.trim().split('\n')
  assert.ok(files.length > 7, scripts.said)
  const { code, said } = say('shellcheck', ['--external-sources', ...files], { cwd: root })
  assert.equal(code, 0, said)
})
