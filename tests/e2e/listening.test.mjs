// Who listens, as members see it: before they write, while they write, and afterwards.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Person } from './support/browser.mjs'
import { commandId } from './support/server.mjs'
import { Stage } from './support/stage.mjs'

let stage
let url
let ophelia // a member
let polonius // moderates

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
  await stage.listens('Wittenberg')
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

test('nobody saw an error, and nothing was asked of another server', () => {
  for (const one of [ophelia, polonius]) assert.deepEqual(one?.complaints ?? [], [])
})
