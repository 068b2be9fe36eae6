// The host at /house: what was noticed of how companies listen, from whom a copy came, and what is set.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Person } from './support/browser.mjs'
import { Gallery, Observer } from './support/gallery.mjs'
import { Stage } from './support/stage.mjs'
import { patient } from './support/server.mjs'

const readsPerMinute = 40

let stage
let gallery
let url
let hamlet // is the host
let fortinbras // sits for Norway & Sons

const said = (words) => hamlet.page.getByRole('status').getByText(words).waitFor()
const alarm = (words) => hamlet.page.getByRole('article', { name: words })

before(async () => {
  stage = await Stage.set({ settings: `${patient}gallery_reads_per_minute = ${readsPerMinute}\n` })
  url = `http://127.0.0.1:${stage.server.port}`
  gallery = await Gallery.over(stage)
  const thread = await gallery.thread('Of armies', 'Whose powers are these?')
  await gallery.write('ophelia', thread, 'They are of Norway.')
  hamlet = await Person.comes(stage.browser, url, 'hamlet')
  fortinbras = await Observer.sits(stage.browser, url, gallery.keeper)
})

after(() => stage?.strike())

// A program with the seat's token that reads as no person does, until it is told nothing any more.
async function scrapes(token) {
  const { topics } = await gallery.ask('ListTopics', {}, token)
  for (let call = 0; call < 2 * readsPerMinute; call += 1) {
    try {
      await gallery.ask('ReadFeed', { topic: topics[0].id }, token)
    } catch (refused) {
      return refused.message
    }
  }
  throw new Error('it reads on and on')
}

test('a seat that scrapes is paused, which the host is told; settled and resumed, it reads again', async () => {
  await fortinbras.sees('They are of Norway.')
  const elsewhere = await Person.comes(stage.browser, url, 'hamlet') // the same host at another desk
  for (const one of [hamlet, elsewhere]) {
    await one.opens('/house/alarms')
    await one.page.getByText('Nothing was noticed.').waitFor()
  }
  assert.match(await scrapes(gallery.keeper), /not_found/)
  await fortinbras.page.getByRole('heading', { name: 'This seat opens nothing now' }).waitFor()
  const scraping = alarm('It reads faster and further than a person does')
  await scraping.getByText('Norway & Sons').waitFor()
  await scraping.getByText('Fortinbras').waitFor()
  await scraping.getByText('paused the seat').waitFor()
  await scraping.getByText(`allowed ${readsPerMinute}`).waitFor()
  assert.deepEqual(await faults(hamlet.page), [])
  await assert.rejects(gallery.ask('ListTopics', {}))
  await scraping.getByRole('button', { name: 'Settle and resume' }).click()
  await said('Alarm settled, listening resumed')
  await scraping.getByText('settled', { exact: true }).waitFor()
  assert.equal(await scraping.getByRole('button').count(), 0)
  await elsewhere.page.getByRole('article').getByText('settled', { exact: true }).waitFor()
  assert.deepEqual(elsewhere.complaints, [])
  await elsewhere.leaves()
  assert.equal((await gallery.ask('ListTopics', {})).topics.length, 1)
  await fortinbras.page.getByRole('button', { name: 'Try again' }).click()
  await fortinbras.sees('They are of Norway.')
})

test('a day that is spent closes the line with words, and the host settles what was noticed of it', async () => {
  const { companyId } = await stage.server.operate('SetCompany', { name: 'England' })
  const licence = { companyId, level: 'LICENCE_OBSERVE', topics: [{ topicId: stage.topic }], seats: 1, dailyReads: 3, purpose: 'To listen.' }
  await stage.server.operate('SetLicence', { licence })
  const { token } = await stage.server.operate('GiveSeat', { companyId, name: 'An ambassador', mail: 'a@england.example' })
  const ambassador = await Observer.sits(stage.browser, url, token)
  await ambassador.page.getByText('Live', { exact: true }).waitFor()
  const thread = await gallery.thread('Of pirates', 'One.')
  const had = ambassador.page.getByText('What may be had in a day has been had.').first()
  // Posts that come together are told together: the line closes before the first that comes after the third.
  for (let n = 2; n < 30 && !(await had.isVisible()); n += 1) await gallery.write('ophelia', thread, `${n}.`)
  await had.waitFor()
  await hamlet.opens('/house/alarms')
  const spent = alarm('A day’s reads are spent')
  await spent.getByText('England').waitFor()
  assert.equal(await spent.getByRole('button', { name: 'Settle and resume' }).count(), 0, 'nothing was paused')
  await spent.getByRole('button', { name: 'Settle' }).click()
  await said('Alarm settled')
  assert.deepEqual(ambassador.complaints, [])
  await ambassador.leaves()
})

test('a copy that somebody found names the company it came from, and says how sure that is', async () => {
  await fortinbras.opens('/gallery/licence')
  const notice = (await gallery.ask('GetOwn', {})).notice.join(' ')
  await fortinbras.page.getByText(notice).waitFor()
  await fortinbras.page.getByText('a copy that gets out shows where it came from').waitFor()
  await hamlet.opens('/house/trace')
  const text = hamlet.page.getByRole('textbox', { name: 'The text' })
  const ask = hamlet.page.getByRole('button', { name: 'Whose is it?' })
  assert.equal(await ask.isDisabled(), true)
  await text.fill(`Look what I was sent:\n${notice}`)
  await ask.click()
  const found = hamlet.page.getByRole('status').getByRole('article')
  await found.getByText('Norway & Sons').waitFor()
  await found.getByText('8 of 8 wordings found are this company’s.').waitFor()
  await found.getByText(/once in 32,768/).waitFor()
  assert.deepEqual(await faults(hamlet.page), [])
  await text.fill('They are of Norway.')
  await ask.click()
  await hamlet.page.getByText('Not known: nothing in it is worded as a company would have it.').waitFor()
})

test('how many must share what is told of an author stands in its field', async () => {
  await hamlet.opens('/house/topics')
  const k = hamlet.page.getByRole('spinbutton', { name: 'Fewest authors' })
  await hamlet.page.waitForFunction(() => document.querySelector('input[type=number]')?.value === '2')
  await k.fill('4')
  await hamlet.page.getByRole('button', { name: 'Save' }).click()
  await said('Saved')
  await hamlet.opens('/house/topics')
  await hamlet.page.waitForFunction(() => document.querySelector('input[type=number]')?.value === '4')
})

test('on a phone’s width and in the dark, the trace fits and has no fault that axe knows', async () => {
  const reader = await Person.comes(stage.browser, url, 'hamlet', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
  for (const language of ['en', 'fr', 'sv']) {
    await reader.page.evaluate((tag) => localStorage.setItem('plenum.language', tag), language)
    await reader.opens('/house/trace')
    await reader.page.getByRole('textbox').waitFor()
    const [content, window_] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
    assert.ok(content <= window_, `${language}: ${content} > ${window_}`)
    assert.deepEqual(await faults(reader.page), [], language)
  }
  assert.deepEqual(reader.complaints, [])
  await reader.leaves()
})

test('nobody saw an error, and nothing was asked of another server', () => {
  for (const one of [hamlet, fortinbras]) assert.deepEqual(one.complaints, [])
})
