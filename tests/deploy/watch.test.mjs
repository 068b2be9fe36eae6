import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { people, server, write } from './support/community.mjs'
import { Running, answersOn, eventually, freePort, root, say, scratch, shipped, without } from './support/machine.mjs'

test('promtool finds the rules sound, and each alert comes when it should and only then', { skip: without('promtool') }, () => {
  for (const words of [['check', 'config', 'deploy/watch/prometheus.yml'], ['check', 'rules', 'deploy/watch/rules.yml'], ['test', 'rules', 'tests/deploy/rules_test.yml']]) {
    const { code, said } = say('promtool', words, { cwd: root })
    assert.equal(code, 0, said)
  }
})

const named = (text) => new Set(text.match(/\bplenum_[a-z_]+/g))

/** The text of /metrics of a node of several, after somebody wrote. */
async function metrics(t) {
  const folder = scratch(t)
  const [redisPort, port] = [await freePort(), await freePort()]
  const redis = new Running(t, 'redis-server', ['--port', String(redisPort), '--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always'], join(folder, 'said'))
  await redis.answers(redisPort)
  const node = await server(t, `admin_listen = "127.0.0.1:${port}"\n[log]\nredis = "redis://127.0.0.1:${redisPort}"\nfounds = true\n`)
  const { token, thread } = await people(node)
  for (let i = 0; i < 5; ++i) await write(node, token, thread, `Words ${i}`)
  await assert.rejects(write(node, token, '1', 'Where there is no thread.'))
  await eventually('the admin door', () => answersOn(port))
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
}

test('every metric that the rules and the dashboard name is one that a server tells, and every one it tells is shown', { skip: without('redis-server') }, async (t) => {
  const told = await metrics(t)
  const names = new Set(told.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.match(/^[a-z_]+/)[0]))
  const dashboard = named(shipped('watch/dashboard.json'))
  for (const name of [...dashboard, ...named(shipped('watch/rules.yml'))]) assert.ok(names.has(name), `${name} is told by nobody`)
  const shown = [...names].filter((name) => !/_(bucket|sum|count)$/.test(name) && !dashboard.has(name))
  assert.deepEqual(shown, [], 'told, and not on the dashboard')
})

test('what was written and refused is counted', { skip: without('redis-server') }, async (t) => {
  const told = await metrics(t)
  const value = (name) => Number(told.match(new RegExp(`^${name} (\\S+)$`, 'm'))[1])
  assert.ok(value('plenum_commands_accepted_total') >= 8, 'a member, a topic, a thread, five posts')
  assert.equal(value('plenum_commands_refused_total'), 1)
  assert.equal(value('plenum_log_epoch') >= 1, true)
  assert.equal(value('plenum_log_reached'), 1)
  assert.equal(value('plenum_log_lag'), 0)
  assert.equal(value('plenum_commit_seconds_count'), value('plenum_commit_seconds_bucket{le="\\+Inf"}'))
  assert.ok(value('plenum_commit_seconds_sum') > 0)
  assert.ok(value('plenum_events_written_total') >= value('plenum_commit_seconds_count'))
})

test('the dashboard is one that Grafana can show', { skip: without('promtool') }, (t) => {
  const { panels, templating } = JSON.parse(shipped('watch/dashboard.json'))
  assert.deepEqual(panels.map((panel) => panel.id), panels.map((_, n) => n + 1))
  assert.equal(templating.list[0].type, 'datasource')
  // Each expression is one that Prometheus can parse: as recording rules, for promtool.
  const expressions = panels.flatMap((panel) => panel.targets.map((target) => target.expr))
  const rules = { groups: [{ name: 'dashboard', rules: expressions.map((expr, n) => ({ record: `shown:${n}`, expr })) }] }
  const file = join(scratch(t), 'rules.yml')
  writeFileSync(file, JSON.stringify(rules))
  const checked = say('promtool', ['check', 'rules', file])
  assert.equal(checked.code, 0, checked.said)
})
