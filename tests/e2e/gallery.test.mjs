// A company's seat in the gallery, in a real browser: what comes, what goes, and that there is nothing to write with.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Gallery, Observer } from './support/gallery.mjs'
import { commandId } from './support/server.mjs'
import { Stage } from './support/stage.mjs'

let stage
let gallery
let url
let thread
let observer

before(async () => {
  stage = await Stage.set()
  url = `http://127.0.0.1:${stage.server.port}`
  gallery = await Gallery.over(stage)
  thread = await gallery.thread('Of players', 'Are they good, asks hamlet?')
  await gallery.write('ophelia', thread, 'My lord, they are the best in the world.')
  observer = await Observer.sits(stage.browser, url, gallery.keeper)
})

after(() => stage?.strike())

test('a seat comes in by its token and finds what was released, without a name', async () => {
  await observer.sees('the best in the world')
  await observer.sees('Are they good, asks [name]?')
  assert.equal(await observer.page.getByText('ophelia').count(), 0)
  await observer.page.getByText('This topic is shown as it is written. Groups under 2 authors are left out.').waitFor()
  await observer.page.getByText('Live', { exact: true }).waitFor()
})

test('there is nothing to write with', async () => {
  for (const role of ['textbox', 'form']) assert.equal(await observer.page.getByRole(role).count(), 0, role)
})

test('what is said waits behind a pill, and nothing moves until it is pressed', async () => {
  const first = observer.post('the best in the world')
  const before = await first.boundingBox()
  await gallery.write('hamlet', thread, 'Buzz, buzz.')
  await observer.page.getByRole('button', { name: '1 new' }).waitFor()
  assert.deepEqual(await first.boundingBox(), before)
  assert.equal(await observer.post('Buzz, buzz.').count(), 0)
  await observer.drawsFresh()
  await observer.sees('Buzz, buzz.')
})

test('what its author withdraws goes, and what is edited is told anew', async () => {
  const { postId } = await gallery.write('ophelia', thread, 'I was the more deceived.')
  const said = await gallery.write('hamlet', thread, 'Words.')
  await observer.page.getByRole('button', { name: '2 new' }).waitFor()
  await observer.drawsFresh()
  await observer.sees('I was the more deceived.')
  await stage.asMember('ophelia', 'WithdrawPost', { commandId: commandId(), postId })
  await observer.page.getByText('Withdrawn. Show and quote it no more.').waitFor()
  assert.equal(await observer.page.getByText('I was the more deceived.').count(), 0)
  await stage.asMember('hamlet', 'EditPost', { commandId: commandId(), postId: said.postId, source: 'Words, words.' })
  await observer.sees('Words, words.')
  await observer.opens('/gallery')
  const gone = observer.post('Withdrawn. Show and quote it no more.')
  await gone.waitFor()
  assert.equal(await gone.locator('time').count(), 0, 'when it was written is told no more')
})

test('a thread is read from its beginning, and a link opens exactly the post that it names', async () => {
  await observer.page.getByRole('link', { name: 'Of players' }).first().click()
  const open = observer.page.getByRole('feed', { name: 'Of players' })
  await open.getByText('Are they good').waitFor()
  const time = open.getByRole('article').filter({ hasText: 'the best in the world' }).getByRole('link').first()
  const address = await time.getAttribute('href')
  const other = await Observer.sits(stage.browser, url, gallery.keeper)
  await other.opens(address)
  await other.page.locator('[data-marked]').filter({ hasText: 'the best in the world' }).waitFor()
  assert.deepEqual(other.complaints, [])
  await other.leaves()
  await gallery.write('ophelia', thread, 'Said while the thread was open.')
  await observer.page.getByRole('main').getByRole('button', { name: '1 new' }).click()
  await open.getByText('Said while the thread was open.').waitFor()
})

test('whoever lost the line finds, when it is back, all that was said meanwhile', async () => {
  const far = await Observer.sits(stage.browser, stage.line.url, gallery.keeper)
  await far.sees('the best in the world')
  await far.page.getByText('Live', { exact: true }).waitFor()
  stage.line.cut()
  await far.page.getByText('No line.').waitFor()
  await gallery.write('hamlet', thread, 'One while away.')
  await gallery.write('ophelia', thread, 'Two while away.')
  stage.line.mend()
  await far.page.getByRole('button', { name: '2 new' }).waitFor()
  await far.drawsFresh()
  await far.sees('One while away.')
  await far.sees('Two while away.')
  assert.deepEqual(far.complaints, [])
  await far.leaves()
})

test('the keyboard alone reads', async () => {
  await observer.opens('/gallery')
  await observer.sees('the best in the world')
  await observer.page.locator('body').press('j')
  await observer.page.keyboard.press('j')
  assert.match(await observer.page.evaluate(() => document.activeElement.dataset.post ?? ''), /.+/)
  await observer.page.keyboard.press('Enter')
  await observer.page.getByRole('feed', { name: 'Of players' }).waitFor()
  await observer.page.keyboard.press('u')
  await observer.page.getByRole('main').getByRole('heading', { name: 'On being' }).waitFor()
  await observer.page.keyboard.press('?')
  await observer.page.getByRole('dialog').waitFor()
  await observer.page.keyboard.press('Escape')
})

test('search finds what was released, is kept, and tells when somebody says it again', async () => {
  await observer.room('Search').click()
  const words = observer.page.getByRole('searchbox')
  await words.fill('players')
  await words.press('Enter')
  await observer.page.getByText('Nothing that you may read says this').waitFor()
  await words.fill('worlds')
  await words.press('Enter')
  await observer.page.locator('mark').filter({ hasText: 'world' }).waitFor()
  await observer.page.getByRole('button', { name: 'Keep this search' }).click()
  const dialog = observer.page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('The world')
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click()
  await observer.page.getByRole('link', { name: 'The world' }).waitFor()
  await gallery.write('hamlet', thread, 'All the world over.')
  await observer.page.getByRole('link', { name: 'All the world over.' }).waitFor()
})

test('an extract is taken, exported as a page to print, and its withdrawal is told and acknowledged', async () => {
  const { postId } = await gallery.write('ophelia', thread, 'There is rosemary <b>& rue</b>.')
  await observer.opens('/gallery')
  const said = observer.post('There is rosemary')
  await said.getByRole('button', { name: 'Take extract' }).click()
  await said.getByRole('link', { name: 'Extract 1' }).waitFor()
  await observer.opens('/gallery') // it is not offered again
  await said.getByRole('link', { name: 'Extract 1' }).click()
  await observer.page.getByRole('heading', { name: 'Extract 1' }).waitFor()
  const [download] = await Promise.all([observer.page.waitForEvent('download'), observer.page.getByRole('button', { name: 'Page to print' }).click()])
  const file = await download.path()
  const print = await observer.context.newPage()
  await print.setContent(readFileSync(file, 'utf8'))
  await print.getByText('There is rosemary').waitFor()
  assert.equal(await print.locator('script').count(), 0)
  await print.close()
  await stage.asMember('ophelia', 'WithdrawPost', { commandId: commandId(), postId })
  await observer.page.getByRole('heading', { name: '1 notice to acknowledge' }).waitFor()
  await observer.page.getByText('withdrawn: quote it no more').first().waitFor()
  const card = observer.page.getByRole('article').filter({ hasText: 'Extract 1' })
  await card.getByText(/^Taken /).waitFor()
  assert.doesNotMatch(await card.innerText(), /1970|To be quoted/)
  await observer.page.getByRole('button', { name: 'It is done: acknowledge' }).click()
  await observer.page.getByRole('heading', { name: '1 notice to acknowledge' }).waitFor({ state: 'detached' })
})

test('a question goes to the chair', async () => {
  await observer.room('Requests').click()
  await observer.page.getByRole('button', { name: 'Ask through the chair' }).click()
  const dialog = observer.page.getByRole('dialog')
  await dialog.getByLabel('In one line').fill('On players')
  await dialog.getByLabel('What you want to know').fill('Which of them travel, and why?')
  await dialog.getByRole('button', { name: 'Send to the chair' }).click()
  await observer.page.getByRole('article').filter({ hasText: 'On players' }).getByText('asked', { exact: true }).waitFor()
})

test('whoever keeps the seats gives one, and its link signs in by itself', async () => {
  await observer.room('Seats').click()
  await observer.page.getByRole('button', { name: 'Give a seat' }).click()
  const dialog = observer.page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Voltemand')
  await dialog.getByRole('button', { name: 'Give a seat' }).click()
  const link = await observer.page.locator('[data-token]').innerText()
  await observer.page.getByRole('button', { name: 'Close' }).click()
  const given = await Observer.comes(stage.browser, url, null)
  await given.page.goto(link)
  await given.page.getByRole('heading', { name: 'On being' }).waitFor()
  assert.equal(new URL(given.page.url()).hash, '', 'the token stands in no address')
  assert.equal(await given.room('Seats').count(), 0, 'seats are kept by whoever keeps them')
  await observer.page.getByRole('button', { name: 'End the seat of Voltemand' }).click()
  await observer.page.getByRole('dialog').getByRole('button', { name: 'End this seat' }).click()
  await given.page.getByRole('heading', { name: 'This seat opens nothing now' }).waitFor()
  assert.deepEqual(given.complaints, [])
  await given.leaves()
})

test('a token that opens nothing is refused in words', async () => {
  const stranger = await Observer.comes(stage.browser, url, null)
  await stranger.opens('/gallery')
  await stranger.page.getByLabel('Your seat’s token').fill(stage.tokens.hamlet)
  await stranger.page.getByRole('button', { name: 'Come in' }).click()
  await stranger.page.getByText('This token opens nothing').waitFor()
  await stranger.leaves()
})

const rooms = ['', '/search?words=best', '/trends', '/extracts', '/requests', '/seats', '/licence']

for (const colorScheme of ['light', 'dark']) {
  test(`the gallery's ${colorScheme} pages have no fault that axe knows`, async () => {
    const looker = await Observer.comes(stage.browser, url, null, { colorScheme })
    await looker.opens('/gallery')
    await looker.page.getByLabel('Your seat’s token').waitFor()
    assert.deepEqual(await faults(looker.page), [], 'the door')
    await looker.leaves()
    const seated = await Observer.sits(stage.browser, url, gallery.keeper, { colorScheme })
    for (const at of rooms) {
      await seated.opens(`/gallery${at}`)
      await seated.page.getByRole('main').getByRole('heading').first().waitFor()
      assert.deepEqual(await faults(seated.page), [], at || 'the feed')
    }
    await seated.leaves()
  })
}

test('at 360 pixels nothing stands out to the side, in three languages', async () => {
  const narrow = await Observer.sits(stage.browser, url, gallery.keeper, { viewport: { width: 360, height: 740 } })
  for (const language of ['en', 'fr', 'sv']) {
    await narrow.page.evaluate((tag) => localStorage.setItem('plenum.language', tag), language)
    for (const at of rooms) {
      await narrow.opens(`/gallery${at}`)
      await narrow.page.getByRole('main').getByRole('heading').first().waitFor()
      const [content, window_] = await narrow.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
      assert.ok(content <= window_, `${language} ${at}: ${content} > ${window_}`)
    }
  }
  assert.deepEqual(narrow.complaints, [])
  await narrow.leaves()
})

test('the first paint of the gallery needs at most 150 KB, asks for nothing of the members’ page, and does not move', async () => {
  const looker = await Observer.sits(stage.browser, url, gallery.keeper)
  await looker.page.addInitScript(() => {
    window.shifted = 0
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.hadRecentInput ? 0 : entry.value))).observe({ type: 'layout-shift', buffered: true })
  })
  await looker.opens('/gallery')
  await looker.sees('the best in the world')
  const files = await looker.page.evaluate(() => performance.getEntriesByType('resource').filter((entry) => /\.(js|css)$/.test(new URL(entry.name).pathname)).map((entry) => [entry.name, entry.encodedBodySize]))
  const bytes = files.reduce((sum, [, size]) => sum + size, 0)
  console.log(`the gallery's first paint: ${Math.round(bytes / 1024)} KB of scripts and styles on the wire`)
  assert.ok(bytes > 0 && bytes <= 150 * 1024, `${bytes} bytes`)
  assert.ok(files.every(([name]) => !/member_pb|Composer/.test(name)))
  const shifted = await looker.page.evaluate(() => window.shifted)
  assert.ok(shifted < 0.02, `layout shift ${shifted}`)
  await looker.leaves()
})

test('when its licence ends the room closes by itself, and says so', async () => {
  await observer.opens('/gallery')
  await observer.sees('the best in the world')
  await stage.server.operate('EndLicence', { licenceId: gallery.licence })
  await observer.page.getByRole('heading', { name: 'This seat opens nothing now' }).waitFor()
  assert.deepEqual(observer.complaints, [])
})
