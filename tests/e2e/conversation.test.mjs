// Two people talk, and things go wrong.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { Person } from './support/browser.mjs'
import { Stage } from './support/stage.mjs'

let stage
let hamlet
let ophelia

before(async () => {
  stage = await Stage.set()
  const here = `http://127.0.0.1:${stage.server.port}`
  hamlet = await Person.comes(stage.browser, here, 'hamlet')
  ophelia = await Person.comes(stage.browser, stage.line.url, 'ophelia') // hers is the line that breaks
  await hamlet.opens(stage.path)
  await ophelia.opens(stage.path)
  await hamlet.sees('To be, or not to be.')
  await ophelia.sees('To be, or not to be.')
})

after(() => stage?.strike())

test('what one writes the other reads', async () => {
  await hamlet.writes('Get thee to a nunnery.')
  await ophelia.sees('Get thee to a nunnery.')
  await ophelia.writes('O heavenly powers, restore him!')
  await hamlet.sees('O heavenly powers, restore him!')
})

test('one sees that the other is writing', async () => {
  await ophelia.composer().pressSequentially('I was the more', { delay: 30 })
  await hamlet.page.getByText('ophelia is writing').waitFor()
  await ophelia.composer().fill('')
})

test('whoever lost the line keeps reading, writes, and comes back whole', async () => {
  stage.line.cut()
  await ophelia.page.getByText('No line.').waitFor()
  await stage.write('hamlet', 'Said while she was away.')
  await ophelia.writes('Written without a line.')
  await ophelia.seesWaiting('Written without a line.')
  await ophelia.sees('To be, or not to be.')
  stage.line.mend()
  await ophelia.sees('Said while she was away.')
  await hamlet.sees('Written without a line.')
  const said = (await stage.allPosts()).map((post) => post.source)
  assert.equal(said.filter((words) => words === 'Written without a line.').length, 1, 'sent once')
})

test('what was written without a line survives a reload and goes out once', async () => {
  stage.line.cut()
  await ophelia.writes('Kept through a reload.')
  await ophelia.seesWaiting('Kept through a reload.')
  stage.line.mend()
  await ophelia.page.reload()
  await hamlet.sees('Kept through a reload.')
  const said = (await stage.allPosts()).map((post) => post.source)
  assert.equal(said.filter((words) => words === 'Kept through a reload.').length, 1)
})

test('the server is killed in mid-sentence and both go on', async () => {
  await stage.server.kill()
  await stage.server.start()
  await hamlet.writes('The rest is not silence.')
  await hamlet.sees('The rest is not silence.')
  await ophelia.sees('The rest is not silence.')
  const said = (await stage.allPosts()).map((post) => post.source)
  assert.equal(said.filter((words) => words === 'The rest is not silence.').length, 1)
})

test('an edit, a reaction and a deletion are seen where they happen', async () => {
  const { postId } = await stage.write('hamlet', 'Words, words.')
  await ophelia.sees('Words, words.')
  await stage.asMember('hamlet', 'EditPost', { commandId: Buffer.alloc(16, 1).toString('base64'), postId, source: 'Words, words, words.' })
  await ophelia.sees('Words, words, words.')
  await stage.asMember('polonius', 'AddReaction', { commandId: Buffer.alloc(16, 2).toString('base64'), postId, emoji: '🎭' })
  await ophelia.post('Words, words, words.').getByText('🎭').waitFor()
  await stage.asMember('hamlet', 'DeletePost', { commandId: Buffer.alloc(16, 3).toString('base64'), postId })
  await ophelia.page.getByText('hamlet deleted this post.').waitFor()
  assert.equal(await ophelia.post('Words, words, words.').count(), 0)
})

test('nobody met an error, and no request left for elsewhere', () => {
  assert.deepEqual(hamlet.complaints, [])
  assert.deepEqual(ophelia.complaints, [])
})
