// Who listens, as members see it: before they write, while they write, and afterwards.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Person } from './support/browser.mjs'
import { asSeat, commandId } from './support/server.mjs'
import { Stage } from './support/stage.mjs'

let stage
let url
let ophelia // a member
let polonius // moderates
let hamlet // is the host
let wittenberg // a company's seat
let laertes // another's

before(async () => {
  stage = await Stage.set()
  url = `http://127.0.0.1:${stage.server.port}`
  ophelia = await Person.comes(stage.browser, url, 'ophelia')
})

after(() => stage?.strike())

const dialog = (one) => one.page.getByRole('dialog')
const closes = (one) => dialog(one).getByRole('button', { name: 'Close' }).click()
const said = (one, words) => one.page.getByRole('status').getByText(words).waitFor()
const truth = (one, words) => one.page.getByText(words).last().waitFor()
const menuOf = async (one, words) => {
  await one.post(words).first().hover()
  await one.post(words).first().getByRole('button', { name: 'More' }).click()
}
const postOf = async (words) => (await stage.allPosts()).find((post) => post.source?.startsWith(words))

test('where nobody listens, the topic and the composer say so, and what is written stays so', async () => {
  await ophelia.opens(stage.path)
  await ophelia.page.getByText('Members only: no company listens here.').waitFor()
  await truth(ophelia, 'Members of this community will read this, now.')
  assert.equal(await ophelia.page.getByRole('switch').count(), 0)
  await ophelia.writes('Nobody listens to this.')
  await ophelia.sees('Nobody listens to this.')
  assert.equal((await postOf('Nobody')).visibility, 'MEMBERS_ONLY')
})

test('a company begins to listen: the page says so at once, who, how late, since when and what for', async () => {
  await stage.server.operate('SetGallery', { k: 2 })
  await stage.server.operate('SetCharter', { topicId: stage.topic, classes: ['EMBARGO_NONE', 'EMBARGO_24_H'] })
  await truth(ophelia, 'Members now. No company listens here yet')
  await stage.listens('Elsinore Pharma', { embargo: 'EMBARGO_24_H' })
  await stage.listens('Norway', { embargo: 'EMBARGO_24_H' })
  wittenberg = (await stage.listens('Wittenberg')).token
  await ophelia.opens(stage.path)
  await ophelia.page.getByRole('button', { name: 'Listening: 1 company at once and 2 companies after 24 h' }).click()
  const norway = dialog(ophelia).getByRole('listitem').filter({ hasText: 'Norway' })
  await norway.getByText('listens, after 24 h').waitFor()
  await norway.getByText('To hear what is said of our plays.').waitFor()
  await norway.getByText(/^Since/).waitFor()
  await dialog(ophelia).getByText('Pseudonymised, not anonymous').waitFor()
  assert.deepEqual(await faults(ophelia.page), [])
  await closes(ophelia)
})

test('the line above the box tells who will read and as whom; one switch keeps it among members', async () => {
  await truth(ophelia, 'Members now. 1 company at once and 2 companies after 24 h, as philosophy.')
  await ophelia.writes('Companies may hear this.')
  await ophelia.sees('Companies may hear this.')
  assert.equal((await postOf('Companies')).visibility, 'OBSERVED')
  await ophelia.page.getByRole('switch', { name: 'Members only' }).check()
  await truth(ophelia, 'Members only. No company will read this.')
  await ophelia.writes('This is between us.')
  await ophelia.sees('This is between us.')
  assert.equal((await postOf('This is between')).visibility, 'MEMBERS_ONLY')
  await ophelia.post('This is between us.').getByText('members only').waitFor()
  assert.equal(await ophelia.post('Companies may hear').getByText('members only').count(), 0)
})

test('the switch stays as it was set, over a reload too, until it is set back', async () => {
  await ophelia.composer().fill('Half a thought')
  await ophelia.page.getByText('Draft saved').waitFor()
  await ophelia.page.reload()
  await truth(ophelia, 'Members only. No company will read this.')
  assert.equal(await ophelia.composer().inputValue(), 'Half a thought')
  await ophelia.page.getByRole('switch', { name: 'Members only' }).uncheck()
  await ophelia.composer().fill('')
})

test('an author withdraws a post from the gallery; members go on reading it', async () => {
  await menuOf(ophelia, 'Companies may hear this.')
  await ophelia.page.getByRole('button', { name: 'Withdraw from the gallery' }).click()
  assert.deepEqual(await faults(ophelia.page), [])
  await dialog(ophelia).getByRole('button', { name: 'Withdraw' }).click()
  await said(ophelia, 'Withdrawn from the gallery')
  await ophelia.post('Companies may hear this.').getByText('withdrawn from the gallery').waitFor()
  assert.equal((await postOf('Companies')).withdrawn, true)
  await menuOf(ophelia, 'Companies may hear this.')
  assert.equal(await ophelia.page.getByRole('button', { name: 'Withdraw from the gallery' }).count(), 0)
  await ophelia.page.keyboard.press('Escape')
})

test('the chair keeps a thread among members, and everybody reads that it is', async () => {
  polonius = await Person.comes(stage.browser, url, 'polonius')
  await polonius.opens(stage.path)
  await polonius.sees('Companies may hear this.')
  await polonius.page.getByRole('button', { name: 'Tools of the chair' }).last().click()
  await polonius.page.getByRole('button', { name: 'Keep among members' }).click()
  await dialog(polonius).getByRole('button', { name: 'Keep among members' }).click()
  await said(polonius, 'Kept among members from now on')
  await ophelia.page.getByText('Members only: no company reads what is written here.').waitFor()
  await truth(ophelia, 'Members only. No company reads this thread.')
  assert.equal(await ophelia.page.getByRole('switch').count(), 0)
})

test('a thread can be opened among members', async () => {
  await ophelia.opens(`/topics/${stage.topic}/new`)
  await ophelia.page.getByRole('textbox', { name: 'Title' }).fill('A private ear')
  await ophelia.page.getByRole('textbox', { name: 'What is the case?' }).fill('For members.')
  await ophelia.page.getByRole('switch', { name: 'Members only' }).check()
  await truth(ophelia, 'No company will read this thread')
  await ophelia.page.getByRole('button', { name: 'Open thread' }).click()
  await ophelia.sees('For members.')
  await ophelia.page.getByText('Members only: no company reads what is written here.').waitFor()
  await ophelia.page.getByRole('link', { name: /A private ear/ }).getByText('members only').waitFor()
})

for (const colorScheme of ['light', 'dark']) {
  test(`on a phone's width in the ${colorScheme} nothing stands out to the side, and axe finds no fault`, async () => {
    const { threadId } = await stage.asMember('ophelia', 'OpenThread', { commandId: commandId(), topicId: stage.topic, title: `For all ${colorScheme}`, source: 'To all.' })
    const reader = await Person.comes(stage.browser, url, 'ophelia', { viewport: { width: 360, height: 740 }, colorScheme })
    await reader.opens(`/topics/${stage.topic}/threads/${threadId}`)
    await truth(reader, 'Members now. 1 company at once')
    const [content, window_] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
    assert.ok(content <= window_, `${content} > ${window_}`)
    assert.deepEqual(await faults(reader.page), [])
    await reader.leaves()
  })
}

test('one click shows the post as companies will see it, before it is sent', async () => {
  await stage.asMember('ophelia', 'ChangeProfile', { commandId: commandId(), specialty: 'cardiology', region: 'Benelux' })
  const { threadId } = await stage.asMember('ophelia', 'OpenThread', { commandId: commandId(), topicId: stage.topic, title: 'Seen', source: 'Of rue.' })
  await stage.asMember('polonius', 'WritePost', { commandId: commandId(), threadId, source: 'A second voice, so that nobody stands alone.' })
  await ophelia.opens(`/topics/${stage.topic}/threads/${threadId}`)
  await truth(ophelia, 'as cardiology, Benelux.')
  await ophelia.composer().fill('Ask hamlet, he knows.')
  await ophelia.page.getByRole('button', { name: 'See it as they will' }).click()
  const seen = dialog(ophelia).getByRole('article')
  await seen.getByText('cardiology, Benelux').waitFor()
  assert.match(await seen.innerText(), /Ask .+, (s?he|they) knows|Ask .+ he knows/)
  assert.doesNotMatch(await seen.innerText(), /hamlet|ophelia/i)
  await dialog(ophelia).getByRole('listitem').filter({ hasText: 'Norway' }).waitFor()
  await dialog(ophelia).getByText('Pseudonymised, not anonymous').waitFor()
  assert.deepEqual(await faults(ophelia.page), [])
  await closes(ophelia)
  await ophelia.composer().fill('')
})

test('who was read reads by whom, to the minute, and for each post', async () => {
  const { topics } = await asSeat(stage.server, wittenberg, 'ListTopics', {})
  const feed = await asSeat(stage.server, wittenberg, 'ReadFeed', { topic: topics[0].id, limit: 200 })
  assert.match(JSON.stringify(feed), /Of rue/)
  await stage.server.restart()
  await ophelia.opens('/listeners')
  const entry = ophelia.page.getByRole('group').filter({ hasText: 'Wittenberg' }).first()
  await entry.getByText(/read \d+ posts?/).waitFor()
  await entry.getByText(/read \d+ posts?/).click()
  await entry.getByRole('link', { name: 'Of rue.' }).waitFor()
  await ophelia.page.getByRole('region', { name: 'This week' }).getByText('read posts of yours once').waitFor()
  assert.deepEqual(await faults(ophelia.page), [])
  await entry.getByRole('link', { name: 'Of rue.' }).click()
  await ophelia.sees('Of rue.')
  await menuOf(ophelia, 'Of rue.')
  await ophelia.page.getByRole('button', { name: 'Who has read this' }).click()
  await dialog(ophelia).getByRole('listitem').filter({ hasText: 'Wittenberg' }).getByText('read it').waitFor()
  assert.equal(await dialog(ophelia).getByText('Norway').count(), 0)
  assert.deepEqual(await faults(ophelia.page), [])
  await closes(ophelia)
})

test('whoever is shut out still reads who listens, and can still withdraw', async () => {
  const { members } = await stage.asMember('hamlet', 'FindMembers', { prefix: 'ophelia' })
  const { sanctionId } = await stage.asMember('hamlet', 'ImposeSanction', { commandId: commandId(), memberId: members[0].id, kind: 'SANCTION_SUSPENSION', endsAtMs: String(Date.now() + 3_600_000), reason: 'Words.' }, 'ModeratorService')
  await ophelia.page.getByRole('button', { name: 'Who listened to you' }).click()
  const entry = ophelia.page.getByRole('group').filter({ hasText: 'Wittenberg' }).first()
  await entry.getByText(/read \d+ posts?/).click()
  await entry.getByRole('button', { name: 'Withdraw from the gallery' }).first().click()
  await dialog(ophelia).getByRole('button', { name: 'Withdraw' }).click()
  await dialog(ophelia).waitFor({ state: 'detached' })
  assert.deepEqual(await faults(ophelia.page), [])
  await stage.asMember('hamlet', 'LiftSanction', { commandId: commandId(), memberId: members[0].id, sanctionId, reason: 'Enough.' }, 'ModeratorService')
  await ophelia.page.getByRole('button', { name: 'Try now' }).click()
  await ophelia.page.getByRole('navigation').first().waitFor()
})

test('the host adds a company, gives it a licence and a seat whose token is shown once, and the token opens the gallery', async () => {
  hamlet = await Person.comes(stage.browser, url, 'hamlet')
  await hamlet.page.getByRole('button', { name: 'You: hamlet' }).click()
  await hamlet.page.getByRole('button', { name: 'Companies that listen' }).click()
  await hamlet.page.getByRole('link', { name: /Norway/ }).waitFor()
  assert.deepEqual(await faults(hamlet.page), [])
  await hamlet.page.getByRole('button', { name: 'Add a company' }).click()
  await dialog(hamlet).getByLabel('Name').fill('Paris Fencing')
  await dialog(hamlet).getByRole('button', { name: 'Add a company' }).click()
  await hamlet.page.getByRole('heading', { name: 'Paris Fencing' }).waitFor()
  await hamlet.page.getByRole('button', { name: 'Give a licence' }).click()
  await dialog(hamlet).getByRole('radio', { name: 'at once' }).check()
  await dialog(hamlet).getByRole('checkbox', { name: 'On being' }).check()
  await dialog(hamlet).getByLabel('Purpose').fill('To hear of duels.')
  assert.deepEqual(await faults(hamlet.page), [])
  await dialog(hamlet).getByRole('button', { name: 'Give a licence' }).click()
  await hamlet.page.getByText('To hear of duels.').waitFor()
  await hamlet.page.getByRole('button', { name: 'Give a seat' }).click()
  await dialog(hamlet).getByLabel('Name').fill('Laertes')
  await dialog(hamlet).getByRole('button', { name: 'Give a seat' }).click()
  const token = await dialog(hamlet).getByRole('textbox', { name: 'Token' }).inputValue()
  assert.deepEqual(await faults(hamlet.page), [])
  await closes(hamlet)
  await hamlet.page.getByRole('article', { name: 'Laertes' }).getByText(/today/).waitFor()
  assert.equal((await hamlet.page.content()).includes(token), false)
  laertes = token
  assert.equal((await asSeat(stage.server, laertes, 'ListTopics', {})).topics.length, 1)
  await ophelia.opens(stage.path)
  await ophelia.page.getByRole('button', { name: /2 companies at once and 2 companies after 24 h/ }).waitFor()
})

test('the host pauses a seat and takes it back, and ends it', async () => {
  const seat = hamlet.page.getByRole('article', { name: 'Laertes' })
  await seat.getByRole('button', { name: 'Pause' }).click()
  await said(hamlet, 'Listening paused')
  await seat.getByRole('button', { name: 'Resume' }).waitFor()
  await assert.rejects(asSeat(stage.server, laertes, 'ListTopics', {}))
  await hamlet.page.getByRole('button', { name: 'Undo' }).click()
  await seat.getByRole('button', { name: 'Pause' }).waitFor()
  assert.equal((await asSeat(stage.server, laertes, 'ListTopics', {})).topics.length, 1)
  await seat.getByRole('button', { name: 'End' }).click()
  await dialog(hamlet).getByRole('button', { name: 'End' }).click()
  await seat.getByText('ended').waitFor()
  await assert.rejects(asSeat(stage.server, laertes, 'ListTopics', {}))
})

test('the host changes what a topic allows, and members read it at once', async () => {
  await hamlet.opens('/house/topics')
  await hamlet.page.getByText('May be heard at once and after 24 h.').waitFor()
  await hamlet.page.getByRole('button', { name: 'Change' }).click()
  await dialog(hamlet).getByRole('checkbox', { name: 'after 7 days' }).check()
  await dialog(hamlet).getByRole('button', { name: 'Save' }).click()
  await hamlet.page.getByText('May be heard at once, after 24 h, and after 7 days.').waitFor()
  assert.deepEqual(await faults(hamlet.page), [])
  await hamlet.page.getByRole('link', { name: 'Alarms' }).click()
  await hamlet.page.getByText('Nothing was noticed.').waitFor()
})

test('the log says in words who was let in, where and how late, and nothing stands on anything else', async () => {
  await hamlet.opens('/desk/audit')
  const letIn = hamlet.page.getByRole('article', { name: 'Licence to listen given or changed' }).filter({ hasText: 'Elsinore Pharma' })
  await letIn.getByRole('listitem').filter({ hasText: 'level' }).getByText('listens').waitFor()
  await letIn.getByRole('listitem').filter({ hasText: 'how late' }).getByText('after 24 h').waitFor()
  const charter = hamlet.page.getByRole('article', { name: 'Who may listen in a topic decided' }).first()
  await charter.getByText('at once, after 24 h, and after 7 days').waitFor()
  assert.equal(await hamlet.page.getByText(/\b(licence|charter|seat)[._]\w+|_ms\b/).count(), 0, 'no field goes by its name on disk')
  for (const entry of await hamlet.page.getByRole('article').all()) {
    const [number, time] = [await entry.getByText(/^No\. \d+$/).boundingBox(), await entry.locator('time').boundingBox()]
    assert.ok(number.x + number.width <= time.x || number.y + number.height <= time.y || time.y + time.height <= number.y, 'its number hides its time')
  }
  assert.deepEqual(await faults(hamlet.page), [])
  await polonius.opens('/desk/audit') // who is no host reads companies' names there too
  await polonius.page.getByRole('article', { name: 'Seat in the gallery given' }).filter({ hasText: 'Wittenberg' }).waitFor()
})

test('on a phone’s width and in the dark, these pages fit and have no fault that axe knows', async () => {
  for (const [who, paths] of [['ophelia', ['/listeners']], ['hamlet', ['/house', '/house/topics', '/house/alarms']]]) {
    const reader = await Person.comes(stage.browser, url, who, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    for (const path of paths) {
      await reader.opens(path)
      await reader.page.getByRole('heading', { level: 1 }).waitFor()
      await reader.page.getByText(/Wittenberg|May be heard|Nothing was noticed/).first().waitFor()
      const [content, window_] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
      assert.ok(content <= window_, `${path}: ${content} > ${window_}`)
      assert.deepEqual(await faults(reader.page), [], path)
    }
    await reader.leaves()
  }
})

test('who is no host finds nothing there', async () => {
  await polonius.opens('/house/companies')
  await polonius.page.getByText('Nothing here').waitFor()
})

test('nobody saw an error, and nothing was asked of another server', () => {
  for (const one of [ophelia, polonius, hamlet]) assert.deepEqual(one?.complaints ?? [], [])
})
