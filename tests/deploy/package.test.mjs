import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test from 'node:test'

import { bin, say, scratch, shipped, without } from './support/machine.mjs'

const build = dirname(bin)
const missing = without('cpack', 'dpkg-deb', 'dpkg-shlibdeps') || (!build.endsWith('/release') && 'the release build is packed')

function pack(t) {
  const folder = scratch(t)
  const made = say('cpack', ['-G', 'DEB', '--config', join(build, 'CPackConfig.cmake'), '-B', folder])
  assert.equal(made.code, 0, made.said)
  const [name] = readdirSync(folder).filter((one) => one.endsWith('.deb'))
  assert.match(name, /^plenum_0\.1\.0_[a-z0-9]+\.deb$/)
  return { folder, file: join(folder, name) }
}

test('the package holds the programs, the unit and its settings, and the programs in it run', { skip: missing }, (t) => {
  const { folder, file } = pack(t)
  const place = join(folder, 'unpacked')
  assert.equal(say('dpkg-deb', ['--raw-extract', file, place]).code, 0)

  const files = say('find', ['.', '-type', 'f'], { cwd: place }).said.trim().split('\n').sort()
  assert.deepEqual(files, [
    './DEBIAN/conffiles', './DEBIAN/control', './DEBIAN/md5sums', './DEBIAN/postinst', './DEBIAN/postrm', './DEBIAN/prerm',
    './etc/plenum/plenumd.toml',
    './usr/bin/plenum', './usr/bin/plenumctl', './usr/bin/plenumd',
    './usr/lib/systemd/system/plenumd.service', './usr/lib/sysusers.d/plenum.conf',
    './usr/share/doc/plenum/OPERATIONS.md', './usr/share/doc/plenum/copyright',
    './usr/share/doc/plenum/examples/Caddyfile', './usr/share/doc/plenum/examples/dashboard.json', './usr/share/doc/plenum/examples/nginx.conf',
    './usr/share/doc/plenum/examples/plenum-log.conf', './usr/share/doc/plenum/examples/prometheus.yml', './usr/share/doc/plenum/examples/rules.yml',
  ])
  for (const program of ['plenum', 'plenumctl', 'plenumd']) {
    const said = say(join(place, 'usr/bin', program), ['--version'])
    assert.deepEqual(said, { code: 0, said: '0.1.0\n' }, program)
    assert.doesNotMatch(say('readelf', ['--sections', join(place, 'usr/bin', program)]).said, /\.debug_info/, 'without what only a debugger reads')
    assert.doesNotMatch(say('readelf', ['-d', join(place, 'usr/bin', program)]).said, /RUNPATH|RPATH/)
  }

  const control = readFileSync(join(place, 'DEBIAN/control'), 'utf8')
  for (const library of ['libc6 (>=', 'libstdc++6', 'libprotobuf32', 'libssl3', 'libsodium23', 'libhiredis0.14']) {
    assert.ok(control.match(/^Depends: .*$/m)[0].includes(library), `${library} in ${control}`)
  }
  assert.equal(readFileSync(join(place, 'DEBIAN/conffiles'), 'utf8'), '/etc/plenum/plenumd.toml\n')
  for (const script of ['postinst', 'prerm', 'postrm']) assert.equal(statSync(join(place, 'DEBIAN', script)).mode & 0o777, 0o755)
  assert.equal(readFileSync(join(place, 'usr/lib/systemd/system/plenumd.service'), 'utf8'), shipped('systemd/plenumd.service'))
})
