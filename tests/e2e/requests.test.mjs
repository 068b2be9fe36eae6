// A company asks, the chair decides and puts it to the members, and each of them says what it may know.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Person } from './support/browser.mjs'
import { asSeat, commandId } from './support/server.mjs'
import { Stage } from './support/stage.mjs'

let stage
let norway // a company's seat
let topic // as the company knows it
let ophelia // a member
let polonius // moderates

const subscriber = (method, request) => asSeat(stage.server, norway, method, request, 'SubscriberService')
const dialog = (one) => one.page.getByRole('dialog')
const confirm = (one, words) => dialog(one).getByRole('button', { name: words, exact: true }).click()
const said = (one, words) => one.page.getByRole('status').getByText(words, { exact: true }).waitFor()
const card = (title) => polonius.page.getByRole('article', { name: title })
const own = async (title) => (await subscriber('ListRequests', {})).requests.find((one) => one.title === title)

before(async () => {
  stage = await Stage.set()
  const url = `http://127.0.0.1:${stage.server.port}`
  await stage.server.operate('SetGallery', { k: 2 })
  await stage.server.operate('SetCharter', { topicId: stage.topic, classes: ['EMBARGO_NONE'] })
  norway = (await stage.listens('Norway', { level: 'LICENCE_CONSULT' })).token
  topic = (await asSeat(stage.server, norway, 'ListTopics', {})).topics[0].id
  await subscriber('AskRequest', { kind: 'LICENCE_CONSULT', topic, title: 'How do you keep watch?', words: 'We march through, and would know the hours.', cohort: 'Sentinels' })
  await subscriber('AskRequest', { kind: 'LICENCE_PANEL', topic, title: 'Who is your king?', words: 'We ask for no reason.' })
  polonius = await Person.comes(stage.browser, url, 'polonius')
  ophelia = await Person.comes(stage.browser, url, 'ophelia', { viewport: { width: 360, height: 740 } })
})

after(() => stage?.strike())

test('what a company asks waits at the desk; declined with a reason, the company reads why', async () => {
  await polonius.opens('/desk/requests')
  await card('How do you keep watch?').getByText('Norway').waitFor()
  await card('How do you keep watch?').getByText('Sentinels').waitFor()
  assert.deepEqual(await faults(polonius.page), [])
  await card('Who is your king?').getByRole('button', { name: 'Decline' }).click()
  assert.equal(await dialog(polonius).getByRole('button', { name: 'Decline' }).isDisabled(), true, 'not without a reason')
  await dialog(polonius).getByLabel('Why').fill('It is known.')
  await confirm(polonius, 'Decline')
  await said(polonius, 'Request declined')
  await card('Who is your king?').waitFor({ state: 'detached' })
  const declined = await own('Who is your king?')
  assert.equal(declined.state, 'REQUEST_DECLINED')
  assert.equal(declined.conditions, 'It is known.')
})

test('accepted with conditions and published, it is a thread with the company’s name wherever it is shown', async () => {
  await card('How do you keep watch?').getByRole('button', { name: 'Accept' }).click()
  await dialog(polonius).getByLabel('Conditions').fill('No names of guards.')
  await confirm(polonius, 'Accept')
  await said(polonius, 'Request accepted')
  await card('How do you keep watch?').getByRole('button', { name: 'Publish' }).click()
  await dialog(polonius).getByLabel('What the chair puts to the members').fill('Norway would know how we keep watch.')
  assert.deepEqual(await faults(polonius.page), [])
  await confirm(polonius, 'Publish')
  await said(polonius, 'Published as a thread')
  await card('How do you keep watch?').getByRole('link', { name: 'The thread' }).waitFor()
  await ophelia.opens(`/topics/${stage.topic}`)
  const row = ophelia.page.getByRole('link', { name: /How do you keep watch/ })
  await row.getByText('asked by Norway').waitFor()
  await row.click()
  await ophelia.sees('Norway would know how we keep watch.')
  await ophelia.page.locator('header').getByText('asked by Norway').waitFor()
})

test('a member takes part, lets the company know what they choose, and takes it back', async () => {
  await ophelia.page.getByText('Norway asks here, through the chair.').waitFor()
  await ophelia.page.getByRole('button', { name: 'Take part' }).click()
  await dialog(ophelia).getByText('No names of guards.').waitFor()
  await dialog(ophelia).getByLabel('What may the company know of you?').fill('A lady of the court.')
  assert.deepEqual(await faults(ophelia.page), [])
  await confirm(ophelia, 'Take part')
  await said(ophelia, 'You take part')
  assert.deepEqual((await own('How do you keep watch?')).letsKnow, ['A lady of the court.'])
  await ophelia.page.getByRole('button', { name: 'What it knows of me' }).click()
  assert.equal(await dialog(ophelia).getByRole('textbox').inputValue(), 'A lady of the court.')
  await dialog(ophelia).getByRole('button', { name: 'Take part no more' }).click()
  await said(ophelia, 'You take part no more')
  assert.equal((await own('How do you keep watch?')).letsKnow, undefined)
  await ophelia.page.getByRole('button', { name: 'Take part' }).waitFor()
})

test('the chair answers, and it is settled', async () => {
  await card('How do you keep watch?').getByRole('button', { name: 'Answer' }).click()
  await dialog(polonius).getByLabel('What came of it').fill('Four hours each.')
  await confirm(polonius, 'Answer')
  await said(polonius, 'Request answered')
  await polonius.page.getByText('No company asks anything.').waitFor()
  await polonius.page.getByRole('button', { name: '2 settled' }).click()
  await card('How do you keep watch?').getByText('Four hours each.').waitFor()
  assert.equal((await own('How do you keep watch?')).answer, 'Four hours each.')
})

test('what is asked while one looks comes by itself, and so does what a colleague decides', async () => {
  await polonius.page.getByRole('button', { name: '0 open' }).click()
  await subscriber('AskRequest', { kind: 'LICENCE_PANEL', topic, title: 'When do you sleep?', words: 'We would not wake you.' })
  await card('When do you sleep?').waitFor()
  const { requests } = await stage.asMember('polonius', 'ListRequests', {}, 'RequestDeskService')
  const { id } = requests.find((one) => one.title === 'When do you sleep?')
  await stage.asMember('hamlet', 'DecideRequest', { commandId: commandId(), requestId: id, accept: false, words: 'Perchance.' }, 'RequestDeskService')
  await card('When do you sleep?').waitFor({ state: 'detached' })
  await polonius.page.getByRole('button', { name: '3 settled' }).waitFor()
})

test('a member finds no requests at a desk that is not theirs', async () => {
  await ophelia.opens('/desk/requests')
  await ophelia.page.getByText('Nothing here').waitFor()
})

test('nobody saw an error, and nothing was asked of another server', () => {
  for (const one of [ophelia, polonius]) assert.deepEqual(one.complaints, [])
})
