// Trends with numbers in them: people talk for four weeks, by the server's clock, and a company looks at what was counted.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { password } from './support/browser.mjs'
import { Gallery, Observer } from './support/gallery.mjs'
import { Stage } from './support/stage.mjs'

const dayMs = 24 * 3_600_000
// Wednesday noon, UTC, of the week so many before this one: no week ends while the test runs.
const wednesday = (weeksAgo) => {
  const days = Math.floor(Date.now() / dayMs)
  const monday = days - ((days + 3) % 7)
  return (monday + 2 - 7 * weeksAgo) * dayMs + dayMs / 2
}

const authors = ['hamlet', 'ophelia', 'polonius', 'horatio', 'marcellus']
// What each of so many authors says in a week, the oldest week first.
const weeks = [
  { authors: 3, words: ['Who is there?', 'Long live the king.'] }, // the licence begins within it: not theirs
  { authors: 3, words: ['The watch is cold tonight.', 'Is the king at supper?'] },
  { authors: 4, words: ['The watch is long.', 'A play would cheer the king.'] },
  { authors: 2, words: ['Nobody keeps the watch.'] }, // fewer than k: not told
  { authors: 5, words: ['The ghost walks on the watch.', 'Did you see the ghost?', 'The king asks for a play.'] },
]
const told = ['6', '8', '15']

let stage
let gallery
let url
let observer

before(async () => {
  stage = await Stage.set({ at: wednesday(weeks.length) })
  const { server } = stage
  for (const handle of authors.slice(3)) {
    stage.tokens[handle] = (await server.operate('AddMember', { handle, role: 'MEMBER', password, token: true })).token
  }
  gallery = await Gallery.over(stage, { k: 3 })
  for (const [i, week] of weeks.entries()) {
    await server.restartAt(wednesday(weeks.length - i))
    const thread = await gallery.thread(`Week ${i + 1}`, week.words[0], authors[0])
    for (const [n, handle] of authors.slice(0, week.authors).entries()) {
      for (const words of n === 0 ? week.words.slice(1) : week.words) await gallery.write(handle, thread, words)
    }
  }
  await server.restartAt(wednesday(0))
  url = `http://127.0.0.1:${server.port}`
  observer = await Observer.sits(stage.browser, url, gallery.keeper)
})

after(() => stage?.strike())

// What is counted once a minute, and at first when the server starts.
async function counted() {
  const end = Date.now() + 90_000
  while (Date.now() < end) {
    if (((await gallery.ask('ReadTrends', {})).weeks ?? []).length === told.length) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('the weeks were never counted')
}

test('every week that enough people wrote in is a number by topic, and the others are none', async () => {
  await counted()
  await observer.opens('/gallery/trends')
  await observer.page.getByRole('table').waitFor()
  const cells = observer.page.getByRole('region').getByRole('row').filter({ hasText: 'On being' }).getByRole('cell')
  assert.deepEqual(await cells.allInnerTexts(), [told[0], told[1], '·', told[2]])
  assert.deepEqual(await faults(observer.page), [])
})

test('a number opens what it counts', async () => {
  await observer.page.getByRole('link', { name: /^On being: 8 posts/ }).click()
  await observer.page.getByText('A play would cheer the king.').first().waitFor()
  assert.equal(await observer.page.getByText('The ghost walks').count(), 0, 'of another week')
})

test('a topic shows its weeks as bars, what rises, and what was said most', async () => {
  await observer.opens('/gallery/trends')
  await observer.page.getByRole('main').getByRole('link', { name: 'On being', exact: true }).click()
  const bars = observer.page.getByRole('group', { name: 'Posts by week', exact: true })
  await bars.waitFor()
  assert.equal(await bars.getByRole('link').count(), told.length)
  const tall = await bars.getByRole('link').last().locator('i').boundingBox()
  const low = await bars.getByRole('link').first().locator('i').boundingBox()
  assert.ok(tall.height > 2 * low.height && low.height > 10, `${tall.height} beside ${low.height}`)
  await observer.page.getByRole('heading', { name: 'ghost' }).waitFor()
  await observer.page.getByRole('listitem').filter({ hasText: 'ghost' }).first().waitFor()
  assert.deepEqual(await faults(observer.page), [])
  assert.deepEqual(observer.complaints, [])
})

for (const [name, options] of Object.entries({ 'a phone in the dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }, 'a wide page': { viewport: { width: 1440, height: 900 } } })) {
  test(`on ${name} the plots fit and have no fault that axe knows`, async () => {
    const looker = await Observer.sits(stage.browser, url, gallery.keeper, options)
    for (const language of ['en', 'fr', 'sv']) {
      await looker.page.evaluate((tag) => localStorage.setItem('plenum.language', tag), language)
      await looker.opens('/gallery/trends')
      await looker.page.getByRole('table').waitFor()
      const all = looker.page.getByRole('main').getByRole('link', { name: 'On being', exact: true })
      for (const page of ['all', 'topic']) {
        if (page === 'topic') await all.click()
        if (page === 'topic') await looker.page.getByRole('heading', { name: 'ghost' }).waitFor()
        const [content, window_] = await looker.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
        assert.ok(content <= window_, `${language}: ${content} > ${window_}`)
        assert.deepEqual(await faults(looker.page), [], language)
        if (process.env.PLENUM_SHOTS) await looker.page.screenshot({ path: `${process.env.PLENUM_SHOTS}/trends-${name.replaceAll(' ', '-')}-${language}-${page}.png`, fullPage: true })
      }
    }
    assert.deepEqual(looker.complaints, [])
    await looker.leaves()
  })
}
