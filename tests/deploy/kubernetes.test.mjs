import assert from 'node:assert/strict'
import test from 'node:test'

import { faults, manifests } from './support/kubernetes.mjs'
import { shipped } from './support/machine.mjs'

const all = ['nodes', 'log', 'proxy'].flatMap((name) => manifests(`kubernetes/${name}.yml`))
const of = (...kinds) => all.filter(({ kind }) => kinds.includes(kind))
const one = (kind, name) => all.find((manifest) => manifest.kind === kind && manifest.metadata.name === name)
const sets = of('StatefulSet', 'Deployment')
const pod = (set) => set.spec.template.spec
const container = (set) => pod(set).containers[0]
const portNames = (set) => container(set).ports.map(({ name }) => name)

/** The sets whose pods a selector chooses. */
const chosen = (labels) => sets.filter((set) => {
  // Each pod of a StatefulSet has its own name as a label.
  const names = Array.from({ length: set.spec.replicas }, (_, n) => `${set.metadata.name}-${n}`)
  const had = set.spec.template.metadata.labels
  return Object.entries(labels).every(([key, value]) => had[key] === value || (key === 'statefulset.kubernetes.io/pod-name' && names.includes(value)))
})

/** Every value under this name, wherever it stands. */
const under = (thing, name) => Object.entries(thing ?? {}).flatMap(([key, value]) => [...(key === name ? [value] : []), ...(typeof value === 'object' ? under(value, name) : [])])

test('every manifest is of its kind: no field that Kubernetes does not know, none missing, none of another type', () => {
  assert.equal(all.length, 15)
  faults(all).forEach((said, n) => assert.equal(said, '', `${all[n].kind} ${all[n].metadata.name}`))
})

test('a field that is misspelt, missing or of another type is found, however deep it lies', () => {
  const spoilt = (kind, name, change) => {
    const copy = structuredClone(one(kind, name))
    change(copy)
    return copy
  }
  const inContainer = (change) => (set) => change(container(set))
  const cases = [
    [/"terminationGracePeriodSecond"/, spoilt('StatefulSet', 'plenum', (set) => (pod(set).terminationGracePeriodSecond = 3))],
    [/"readonlyRootFilesystem"/, spoilt('StatefulSet', 'plenum', inContainer((own) => (own.securityContext.readonlyRootFilesystem = true)))],
    [/"pth"/, spoilt('StatefulSet', 'plenum', inContainer((own) => (own.readinessProbe.httpGet.pth = '/readyz')))],
    [/"configMapRef"/, spoilt('StatefulSet', 'plenum', inContainer((own) => (own.env[0].valueFrom.configMapRef = { name: 'x' })))],
    [/"resource"/, spoilt('StatefulSet', 'plenum-log', (set) => (set.spec.volumeClaimTemplates[0].spec.resource = {}))],
    [/serviceName/, spoilt('StatefulSet', 'plenum-log', (set) => delete set.spec.serviceName)],
    [/string.*number/, spoilt('StatefulSet', 'plenum-log', inContainer((own) => (own.livenessProbe.periodSeconds = '10')))],
    [/"replica"/, spoilt('Deployment', 'plenum-proxy', (set) => (set.spec.replica = 2))],
    [/"maxUnavailble"/, spoilt('PodDisruptionBudget', 'plenum', (budget) => (budget.spec.maxUnavailble = 1))],
    [/"form"/, spoilt('NetworkPolicy', 'plenum-node', (policy) => (policy.spec.ingress[0].form = []))],
    [/"targetport"/, spoilt('Service', 'plenum-0', (service) => (service.spec.ports[0].targetport = 'http'))],
    [/"dat"/, spoilt('ConfigMap', 'plenum-settings', (map) => (map.dat = {}))],
    [/Servce/, spoilt('Service', 'plenum', (service) => (service.kind = 'Servce'))],
  ]
  const found = faults(cases.map(([, manifest]) => manifest))
  cases.forEach(([words], n) => assert.match(found[n], words))
})

// Kubernetes' types call these strings; it takes no other.
const wordsOf = {
  podManagementPolicy: ['OrderedReady', 'Parallel'],
  whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'],
  whenDeleted: ['Retain', 'Delete'],
  whenScaled: ['Retain', 'Delete'],
  fsGroupChangePolicy: ['OnRootMismatch', 'Always'],
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  protocol: ['TCP', 'UDP', 'SCTP'],
  clusterIP: ['None'],
  medium: ['Memory'],
  type: ['RollingUpdate', 'RuntimeDefault'],
}
const listsOf = { policyTypes: ['Ingress', 'Egress'], accessModes: ['ReadWriteOnce'], drop: ['ALL'] }
const quantity = /^\d+(m|Mi|Gi)?$/

test('the words and sums in them are ones that Kubernetes takes', () => {
  for (const [name, words] of Object.entries(wordsOf)) for (const word of under(all, name)) assert.ok(words.includes(word), `${name}: ${word}`)
  for (const [name, words] of Object.entries(listsOf)) for (const word of under(all, name).flat()) assert.ok(words.includes(word), `${name}: ${word}`)
  for (const sum of ['cpu', 'memory', 'storage', 'sizeLimit'].flatMap((name) => under(all, name))) assert.match(String(sum), quantity)
  for (const { metadata } of all) assert.match(metadata.name, /^[a-z][a-z0-9-]*$/)
  assert.equal(new Set(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size, all.length)
})

test('what a manifest names is there: pods, ports, places, settings', () => {
  for (const set of sets) {
    assert.deepEqual(set.spec.selector.matchLabels, set.spec.template.metadata.labels)
    if (set.kind === 'StatefulSet') assert.ok(one('Service', set.spec.serviceName), set.spec.serviceName)
    const { volumes } = pod(set)
    const places = [...volumes, ...(set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata)].map(({ name }) => name)
    assert.deepEqual(container(set).volumeMounts.map(({ name }) => name).sort(), places.sort())
    for (const { configMap } of volumes) if (configMap) assert.ok(one('ConfigMap', configMap.name), configMap.name)
    for (const secret of volumes.flatMap((volume) => volume.secret ?? [])) assert.equal(secret.secretName, 'plenum-secrets')
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((name) => container(set)[name] ?? []))
      assert.ok(portNames(set).includes((probe.httpGet ?? probe.tcpSocket).port))
  }
  for (const service of of('Service')) {
    const [set, ...others] = chosen(service.spec.selector)
    assert.ok(set && others.length === 0, service.metadata.name)
    for (const { targetPort } of service.spec.ports) assert.ok(portNames(set).includes(targetPort), `${service.metadata.name}: ${targetPort}`)
  }
  for (const budget of of('PodDisruptionBudget')) assert.equal(chosen(budget.spec.selector.matchLabels).length, 1)
})

test('each speaks to those whom it needs and to nobody else', () => {
  assert.equal(of('NetworkPolicy').length, sets.length)
  for (const { spec } of of('NetworkPolicy')) {
    const [set, ...others] = chosen(spec.podSelector.matchLabels)
    assert.ok(set && others.length === 0)
    assert.deepEqual(spec.policyTypes, ['Ingress', 'Egress'])
    for (const rule of spec.ingress) for (const { port } of rule.ports) assert.ok(portNames(set).includes(port), port)
    for (const rule of spec.egress ?? []) {
      const [to] = (rule.to ?? []).flatMap((peer) => (peer.podSelector ? chosen(peer.podSelector.matchLabels) : []))
      for (const { port } of to ? rule.ports : []) assert.ok(portNames(to).includes(port) || container(to).ports.some((open) => open.containerPort === port), String(port))
    }
  }
  const rule = (name, way) => one('NetworkPolicy', name).spec[way]
  assert.deepEqual(rule('plenum-log', 'ingress').flatMap(({ from }) => from.flatMap(({ podSelector }) => podSelector.matchLabels.part)), ['node'])
  assert.equal(rule('plenum-log', 'egress'), undefined, 'the log speaks to nobody')
  assert.equal(rule('plenum-node', 'ingress')[0].from[0].podSelector.matchLabels.part, 'proxy')
})

test('nothing in it is root or has more than it needs, and its numbers are those of its image', () => {
  const dockerfile = shipped('container/Dockerfile')
  const stages = { plenum: dockerfile.split(/^FROM /m).at(-1), 'plenum-log': dockerfile.split(/^FROM /m)[2], 'plenum-proxy': dockerfile.split(/^FROM /m)[3] }
  for (const set of sets) {
    const { securityContext, automountServiceAccountToken, terminationGracePeriodSeconds } = pod(set)
    const own = container(set)
    assert.equal(securityContext.runAsNonRoot, true)
    assert.equal(securityContext.seccompProfile.type, 'RuntimeDefault')
    assert.ok(stages[own.image].includes(`USER ${securityContext.runAsUser}:${securityContext.runAsGroup}\n`), own.image)
    assert.equal(automountServiceAccountToken, false)
    assert.ok(terminationGracePeriodSeconds >= 20, 'plenumd may need ten')
    assert.deepEqual(own.securityContext, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } })
    assert.ok(own.volumeMounts.some(({ mountPath }) => mountPath === '/tmp'))
    for (const volume of stages[own.image].match(/VOLUME \[(.*)\]/)?.[1].split(', ').map((text) => JSON.parse(text)) ?? [])
      if (volume !== '/var/lib/plenum-gallery') assert.ok(own.volumeMounts.some(({ mountPath }) => mountPath === volume), `${volume}: the secret is the key's place`)
  }
})

test('the parts know each other by the names that the images’ scripts have for them', () => {
  const names = [...shipped('container/nginx.conf').matchAll(/server (\S+):8080 max/g)].map(([, name]) => name)
  assert.equal(names.length, one('StatefulSet', 'plenum').spec.replicas)
  for (const name of names) assert.equal(one('Service', name).spec.selector['statefulset.kubernetes.io/pod-name'], name)
  const [, log, port] = shipped('container/start-node').match(/@([\w-]+):(\d+)\\"/)
  assert.equal(one('Service', log).spec.ports[0].port, Number(port))
  // The settings of compose's nodes, but for whom they believe.
  const plain = (text) => text.split('\n').filter((line) => line && !/^(#|trusted_proxies)/.test(line))
  assert.deepEqual(plain(one('ConfigMap', 'plenum-settings').data['plenumd.toml']), plain(shipped('container/plenumd.toml')))
})
