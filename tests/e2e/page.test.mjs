// The page itself: its address, its keys, its sizes, and who can use it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { faults } from './support/axe.mjs'
import { Person } from './support/browser.mjs'
import { Stage } from './support/stage.mjs'

let stage
let url

before(async () => {
  stage = await Stage.set()
  url = `http://127.0.0.1:${stage.server.port}`
  await stage.write('ophelia', 'A table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sql\nselect 1;\n```')
  await stage.write('polonius', 'هذا نص من اليمين إلى اليسار.')
})

after(() => stage?.strike())

for (const colorScheme of ['light', 'dark']) {
  test(`the ${colorScheme} pages have no fault that axe knows`, async () => {
    const stranger = await Person.comes(stage.browser, url, null, { colorScheme })
    await stranger.page.getByLabel('Handle').waitFor()
    assert.deepEqual(await faults(stranger.page), [], 'the door')
    await stranger.signsIn('ophelia')
    assert.deepEqual(await faults(stranger.page), [], 'home')
    await stranger.opens(stage.path)
    await stranger.sees('To be, or not to be.')
    assert.deepEqual(await faults(stranger.page), [], 'a thread')
    await stranger.leaves()
  })
}

test('a permalink opens exactly the post it names', async () => {
  const posts = await stage.allPosts()
  const reader = await Person.comes(stage.browser, url, 'hamlet')
  await reader.opens(`${stage.path}/posts/${posts[1].id}`)
  await reader.sees('A table:')
  assert.match(await reader.page.title(), /Or not\?/)
  await reader.leaves()
})

test('at 360 pixels nothing stands out to the side', async () => {
  const reader = await Person.comes(stage.browser, url, 'ophelia', { viewport: { width: 360, height: 740 } })
  await reader.opens(stage.path)
  await reader.sees('To be, or not to be.')
  const [content, window_] = await reader.page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.ok(content <= window_, `${content} > ${window_}`)
  await reader.leaves()
})

test('the keyboard alone reads and answers', async () => {
  const reader = await Person.comes(stage.browser, url, 'ophelia')
  await reader.opens(stage.path)
  await reader.sees('To be, or not to be.')
  await reader.page.locator('body').press('r')
  await reader.page.keyboard.type('By the keyboard alone.')
  await reader.page.keyboard.press('Control+Enter')
  await reader.sees('By the keyboard alone.')
  await reader.page.keyboard.press('Escape')
  await reader.page.keyboard.press('?')
  await reader.page.getByRole('dialog').waitFor()
  await reader.leaves()
})

test('an address that leads nowhere and one that may not be seen look alike', async () => {
  const reader = await Person.comes(stage.browser, url, 'ophelia')
  await reader.opens(`/topics/${stage.topic}/threads/4242`)
  await reader.page.getByText(/nothing here/i).first().waitFor()
  await reader.leaves()
})

test('the first paint needs at most 150 KB', async () => {
  const reader = await Person.comes(stage.browser, url, null)
  await reader.page.getByLabel('Handle').waitFor()
  const bytes = await reader.page.evaluate(() =>
    performance.getEntriesByType('resource').filter((entry) => /\.(js|css)$/.test(new URL(entry.name).pathname)).reduce((sum, entry) => sum + entry.encodedBodySize, 0),
  )
  console.log(`first paint: ${Math.round(bytes / 1024)} KB of scripts and styles on the wire`)
  assert.ok(bytes > 0 && bytes <= 150 * 1024, `${bytes} bytes`)
  await reader.leaves()
})
