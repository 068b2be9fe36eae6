// The chair's desk: rules made and tried, newcomers let in, moderators named, and what was done told to those who may know.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Person, password } from './support/browser.mjs'
import { Stage } from './support/stage.mjs'

let stage
let url
let polonius // moderates
let hamlet // is the host
let ophelia // is a member of some standing
let horatio // is new

before(async () => {
  stage = await Stage.set()
  await stage.write('ophelia', 'There is rosemary, that is for remembrance.')
  await stage.write('ophelia', 'There is pansies, that is for thoughts.')
  await stage.write('ophelia', 'There is fennel for you, and columbines.')
  url = `http://127.0.0.1:${stage.server.port}`
  hamlet = await Person.comes(stage.browser, url, 'hamlet')
  polonius = await Person.comes(stage.browser, url, 'polonius')
  ophelia = await Person.comes(stage.browser, url, 'ophelia', { viewport: { width: 360, height: 740 } })
})

after(() => stage?.strike())

const confirm = (one, words) => one.page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click()
const said = (one, words) => one.page.getByRole('status').getByText(words).waitFor()
const undo = (one) => one.page.getByRole('button', { name: 'Undo' }).click()
const presses = (one, key) => one.page.locator('body').press(key)

// A reload would forget it: what comes comes by the line.
const stays = async (one) => {
  await one.page.evaluate(() => (window.sameVisit = true))
  return async () => assert.equal(await one.page.evaluate(() => window.sameVisit), true, 'without a reload')
}

test('the host sets that two posts of a newcomer wait', async () => {
  await hamlet.opens('/desk/settings')
  await hamlet.page.getByLabel('First posts that wait').fill('2')
  await hamlet.page.getByLabel('Why').fill('As agreed on Monday.')
  await hamlet.page.getByRole('button', { name: 'Save' }).click()
  await said(hamlet, 'Settings changed')
  await polonius.opens('/desk')
  await polonius.page.getByText('Nothing waits for you.').waitFor()
  assert.equal(await polonius.page.getByRole('link', { name: 'Settings' }).count(), 0, 'a moderator is offered no settings')
})

test('a newcomer’s first post comes to the desk by itself, is approved by key, and then all see it', async () => {
  await stage.server.operate('AddMember', { handle: 'horatio', role: 'MEMBER', password })
  horatio = await Person.comes(stage.browser, url, 'horatio')
  await horatio.opens(stage.path)
  await ophelia.opens(stage.path)
  await ophelia.sees('To be, or not to be.')
  await horatio.page.getByText('What you post waits for approval').waitFor()
  const horatioStays = await stays(horatio)
  const opheliaStays = await stays(ophelia)
  await horatio.writes('A piece of him.')
  await horatio.page.getByText('Waits for approval. Only you and the chair see it.').waitFor()
  await polonius.page.getByText('A piece of him.').first().waitFor()
  assert.equal(await ophelia.page.getByText('A piece of him.').count(), 0)
  await presses(polonius, 'a')
  await polonius.page.getByText('Nothing waits for you.').waitFor()
  await ophelia.sees('A piece of him.')
  await horatio.sees('A piece of him.')
  await horatioStays()
  await opheliaStays()
})

test('his second is rejected: he reads why, and nobody else reads it', async () => {
  await horatio.writes('Season your admiration for a while.')
  await polonius.page.getByText('Season your admiration').first().waitFor()
  await presses(polonius, 'd')
  await polonius.page.getByLabel('Why').fill('Say it where it belongs.')
  await polonius.page.keyboard.press('Control+Enter')
  await polonius.page.getByText('Nothing waits for you.').waitFor()
  await horatio.page.getByText('Not approved. Say it where it belongs.').waitFor()
  assert.equal(await ophelia.page.getByText('Season your admiration').count(), 0)
})

test('let through by the chair, what waits of his stands, and he is heard at once', async () => {
  await horatio.writes('The air bites shrewdly.')
  await polonius.page.getByText('The air bites shrewdly.').first().waitFor()
  await polonius.opens('/desk/people')
  await polonius.page.getByLabel('Find a person').fill('hor')
  await polonius.page.getByRole('link', { name: /horatio/ }).click()
  await polonius.page.getByRole('button', { name: 'Let posts through' }).click()
  await confirm(polonius, 'Let posts through')
  await said(polonius, 'Posts by this member no longer wait')
  await ophelia.sees('The air bites shrewdly.')
  await horatio.page.getByText('What you post waits for approval').waitFor({ state: 'detached' })
  await horatio.writes('Twice two nights have these gentlemen been on their watch.')
  await ophelia.sees('Twice two nights')
  const inLog = polonius.page.getByRole('region', { name: 'In the log' })
  await inLog.getByRole('article', { name: 'Newcomer approved' }).waitFor()
})

test('two who look at one report see each other there, and what one decides is kept', async () => {
  const { id } = (await stage.allPosts()).find((post) => post.source.startsWith('There is fennel'))
  await stage.asMember('hamlet', 'ReportPost', { commandId: Buffer.alloc(16, 7).toString('base64'), postId: id, kind: 'REPORT_OFF_TOPIC', reason: 'Not here.' })
  await polonius.opens('/desk')
  await polonius.page.getByText('Not here.').waitFor()
  await hamlet.opens('/desk')
  await hamlet.page.getByText('polonius looks at this too.').last().waitFor()
  await polonius.page.getByText('hamlet looks at this too.').last().waitFor()
  await hamlet.page.getByRole('link', { name: 'People' }).click()
  await polonius.page.getByText('hamlet looks at this too.').last().waitFor({ state: 'detached' })
  await presses(polonius, 'd')
  await polonius.page.getByLabel('A word to').fill('It is a garden.')
  await polonius.page.keyboard.press('Control+Enter')
  await polonius.page.getByText('Nothing waits for you.').waitFor()
  await polonius.page.getByRole('link', { name: 'What was decided' }).click()
  await polonius.page.getByRole('article', { name: 'The post stands' }).getByText('It is a garden.').waitFor()
})

test('a pattern that does not parse is shown the place of its fault', async () => {
  await polonius.opens('/desk/rules')
  await polonius.page.getByText('There is no rule').waitFor()
  await presses(polonius, 'a')
  await polonius.page.getByLabel('a pattern (RE2)').check()
  await polonius.page.getByRole('textbox', { name: /^Pattern/ }).fill('(?i)there is (rosemary|pansies')
  await confirm(polonius, 'Try it first')
  const fault = polonius.page.getByRole('alert').filter({ hasText: 'cannot be read from here on' })
  assert.equal(await fault.locator('mark').textContent(), '(')
  assert.match((await fault.textContent()) ?? '', /there is \(rosemary/)
})

test('a rule is tried on last month before it is saved, and then holds what it catches', async () => {
  await polonius.page.getByRole('textbox', { name: /^Pattern/ }).fill('(?i)there is (rosemary|pansies)')
  assert.equal(await polonius.page.getByRole('button', { name: 'Save' }).count(), 0, 'nothing is saved untried')
  await confirm(polonius, 'Try it first')
  await polonius.page.getByText(/It would have caught 2 posts of \d+ in the last 30 days/).waitFor()
  await polonius.page.getByRole('dialog').getByText('There is rosemary').waitFor()
  await polonius.page.getByRole('textbox', { name: /^Note/ }).fill('Sold by a bot since Tuesday.')
  await confirm(polonius, 'Save')
  await said(polonius, 'The rule holds from now on')
  await polonius.page.getByText('Sold by a bot since Tuesday.').waitFor()
  await ophelia.writes('There is rosemary again.')
  await ophelia.page.getByText('Waits for approval. Only you and the chair see it.').waitFor()
  await polonius.opens('/desk')
  await polonius.page.getByText('held by a word rule').waitFor()
  await presses(polonius, 'a')
  await ophelia.sees('There is rosemary again.')
})

test('a rule is changed and removed by key, and a removed one is put back', async () => {
  await polonius.opens('/desk/rules')
  const rule = polonius.page.getByRole('article', { name: 'there is' })
  await rule.waitFor()
  await presses(polonius, 'j')
  await polonius.page.keyboard.press('e')
  await polonius.page.getByLabel('Mask').check()
  await polonius.page.getByRole('textbox', { name: /^What stands there instead/ }).fill('[herbs]')
  await confirm(polonius, 'Save')
  await rule.getByText('[herbs]').waitFor()
  await ophelia.writes('There is pansies once more.')
  await ophelia.sees('[herbs] once more.')
  await presses(polonius, 'j')
  await polonius.page.keyboard.press('d')
  await confirm(polonius, 'Remove')
  await polonius.page.getByText('There is no rule').waitFor()
  await undo(polonius)
  await rule.waitFor()
})

test('a rule that tells the chair lets the post stand, and brings it to the desk', async () => {
  await polonius.opens('/desk/rules')
  await polonius.page.getByRole('article').first().waitFor()
  await presses(polonius, 'a')
  await polonius.page.getByRole('textbox', { name: /^Words/ }).fill('violets')
  await polonius.page.getByLabel('Tell the chair').check()
  await confirm(polonius, 'Try it first')
  await polonius.page.getByText(/It would have caught none of \d+ posts/).waitFor()
  await confirm(polonius, 'Save')
  await said(polonius, 'The rule holds from now on')
  await ophelia.writes('I would give you some violets.')
  await ophelia.sees('some violets')
  await polonius.opens('/desk')
  await polonius.page.getByText('some violets').first().waitFor()
  await polonius.page.getByText('A word rule caught it').waitFor()
  await presses(polonius, 'i')
  await confirm(polonius, 'Ignore')
  await polonius.page.getByText('Nothing waits for you.').waitFor()
})

test('slow mode for a whole topic reaches a page that is open', async () => {
  await polonius.opens(`/topics/${stage.topic}`)
  const stayed = await stays(ophelia)
  await polonius.page.getByRole('button', { name: 'The chair’s tools for this topic' }).click()
  await polonius.page.getByRole('button', { name: 'Slow mode' }).click()
  await polonius.page.getByLabel('5 minutes', { exact: true }).check()
  await polonius.page.getByLabel('Why').fill('Brevity is the soul of wit.')
  await confirm(polonius, 'Set')
  await ophelia.page.getByText(/Slow mode: /).waitFor()
  await undo(polonius)
  await ophelia.page.getByText(/Slow mode: /).waitFor({ state: 'detached' })
  await stayed()
})

test('whoever is named moderator of a topic has the tools on the page that is open, and loses them there', async () => {
  await hamlet.opens(`/topics/${stage.topic}`)
  const stayed = await stays(ophelia)
  const tools = ophelia.page.getByRole('button', { name: 'Tools of the chair', exact: true })
  assert.equal(await tools.count(), 0)
  await hamlet.page.getByRole('button', { name: 'The chair’s tools for this topic' }).click()
  await hamlet.page.getByRole('button', { name: 'Moderators of this topic' }).click()
  await hamlet.page.getByLabel('Name a member').fill('oph')
  await hamlet.page.getByRole('button', { name: /ophelia/ }).waitFor()
  await hamlet.page.keyboard.press('Enter')
  await hamlet.page.getByLabel('Why').fill('She knows her flowers.')
  await confirm(hamlet, 'Make moderator')
  await said(hamlet, 'Moderates this topic now')
  await tools.waitFor()
  await tools.click()
  await ophelia.page.getByRole('button', { name: 'Lock', exact: true }).waitFor()
  assert.equal(await ophelia.page.getByRole('button', { name: 'What was done here' }).count(), 0, 'the audit log is not hers')
  await ophelia.page.keyboard.press('Escape')

  await hamlet.page.getByRole('button', { name: 'The chair’s tools for this topic' }).click()
  await hamlet.page.getByRole('button', { name: 'Moderators of this topic' }).click()
  await hamlet.page.getByRole('button', { name: 'ophelia: take it back' }).click()
  await hamlet.page.getByLabel('Why').fill('She is tired.')
  await confirm(hamlet, 'Take it back')
  await tools.waitFor({ state: 'detached' })
  await stayed()
})

test('the thread’s own history is in the thread’s menu', async () => {
  await polonius.opens(stage.path)
  await polonius.page.getByRole('button', { name: 'Tools of the chair', exact: true }).click()
  await polonius.page.getByRole('button', { name: 'Lock', exact: true }).click()
  await polonius.page.getByLabel('Why').fill('Sleep over this.')
  await confirm(polonius, 'Lock')
  await said(polonius, 'Thread locked')
  await undo(polonius)
  await said(polonius, 'Thread unlocked')
  await polonius.page.getByRole('button', { name: 'Tools of the chair', exact: true }).click()
  await polonius.page.getByRole('button', { name: 'What was done here' }).click()
  await polonius.page.getByRole('heading', { name: 'What was done in Or not?' }).waitFor()
  const locked = polonius.page.getByRole('article', { name: 'Thread locked' })
  await locked.getByText('Sleep over this.').waitFor()
  await locked.getByText('polonius').waitFor()
  await locked.getByText('before: no').waitFor()
  await locked.getByText('after: yes').waitFor()
  assert.equal(await polonius.page.getByRole('article', { name: 'Settings of the chair changed' }).count(), 0, 'of another thing')
})

test('the audit log shows what was just done, is narrowed by what and who, and leaves as a file', async () => {
  await polonius.opens('/desk/audit')
  const entry = (name) => polonius.page.getByRole('article', { name })
  await entry('Thread unlocked').first().waitFor()
  await entry('Topic moderator let go').getByText('She is tired.').waitFor()
  await entry('Word rule removed').waitFor()
  await entry('Settings of the chair changed').getByText('First posts that wait').waitFor()

  await polonius.page.getByLabel('Done by').fill('ham')
  await polonius.page.getByRole('button', { name: /hamlet/ }).waitFor()
  await polonius.page.keyboard.press('Enter')
  await entry('Thread unlocked').waitFor({ state: 'detached' })
  await entry('Topic moderator named').waitFor()
  await polonius.page.getByRole('combobox', { name: 'What', exact: true }).selectOption({ label: 'Settings of the chair changed' })
  await entry('Topic moderator named').waitFor({ state: 'detached' })
  await entry('Settings of the chair changed').waitFor()
  await polonius.page.getByRole('button', { name: 'Show everything' }).click()
  await entry('Thread unlocked').first().waitFor()

  const [file] = await Promise.all([polonius.page.waitForEvent('download'), polonius.page.getByRole('button', { name: 'Export' }).click()])
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  assert.deepEqual(lines.map((line) => Number(line.number)), lines.map((_, i) => i + 1))
  assert.ok(lines.some((line) => line.action === 'AUDIT_THREAD_LOCKED' && line.reason === 'Sleep over this.'))
})

test('what the chair did is told to every member, and names nobody', async () => {
  await ophelia.opens('/')
  await ophelia.page.getByRole('link', { name: 'What the chair did' }).click()
  const log = ophelia.page.getByRole('region', { name: 'What the chair did' })
  await log.getByText('Thread locked').waitFor()
  await log.getByText('Topic moderator named').waitFor()
  await log.getByRole('link', { name: 'Or not?' }).first().waitFor()
  const words = (await log.textContent()) ?? ''
  for (const name of ['polonius', 'hamlet', 'ophelia', 'horatio', 'Sleep over this', 'She is tired', 'rosemary']) assert.ok(!words.includes(name), name)
  assert.equal(await log.getByText('Post rejected').count(), 0, 'what stays between a member and the chair')
})

for (const colorScheme of ['light', 'dark']) {
  test(`in ${colorScheme}, the rooms of the desk have no fault that axe knows, and fit 360 pixels`, async () => {
    const host = await Person.comes(stage.browser, url, 'hamlet', { colorScheme })
    const rooms = ['/desk/decided', '/desk/rules', '/desk/audit', '/desk/settings', `/desk/thread/${stage.thread}`, `/desk/topic/${stage.topic}`, '/log']
    for (const width of [1280, 360]) {
      await host.page.setViewportSize({ width, height: 800 })
      for (const room of rooms) {
        await host.opens(room)
        await host.page.locator('[data-row], form').first().waitFor()
        if (width === 1280) assert.deepEqual(await faults(host.page), [], room)
        const [content, space] = await host.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
        assert.ok(content <= space, `${room}: ${content} > ${space}`)
      }
    }
    await host.opens('/desk/rules')
    await host.page.getByRole('article').first().waitFor()
    await presses(host, 'a')
    await host.page.getByRole('textbox', { name: /^Words/ }).fill('fennel')
    await confirm(host, 'Try it first')
    await host.page.getByText(/It would have caught/).waitFor()
    assert.deepEqual(await faults(host.page), [], 'a rule and its trial')
    await host.leaves()
  })
}

test('nobody met an error, and no request left for elsewhere', () => {
  for (const one of [hamlet, polonius, ophelia, horatio]) assert.deepEqual(one.complaints, [])
})
