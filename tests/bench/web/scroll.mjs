// Scrolls a long thread in Chromium down from its start and up from its end, and prints how long the frames took, as
// one JSON line. The floor is a bare page of as many similar blocks, scrolled the same way in the same run: what it
// loses, the machine loses. A frame's length is told by the clock and so by the machine's other work; the main
// thread's own time, by its processor clock, is not.
// Usage: node tests/bench/web/scroll.mjs [POSTS [FRAMES]]. Uses the helpers and modules of tests/e2e (run tests/e2e/run once).
import { loadavg } from 'node:os'

import { Person } from '../../e2e/support/browser.mjs'
import { Stage } from '../../e2e/support/stage.mjs'
import { mainThreadOf } from './main_thread.mjs'

const posts = Number(process.argv[2] ?? 2000)
const framesMax = Number(process.argv[3] ?? 1200)
const paragraph = 'The **second** reading was 7.2, after the `0.9 %` saline.\n\n- potassium as before\n- no change\n\n> and yet he felt better'
const block = '<p>The <strong>second</strong> reading was 7.2, after the <code>0.9 %</code> saline.</p><ul><li>potassium as before</li><li>no change</li></ul><blockquote><p>and yet he felt better</p></blockquote>'

async function fill(stage) {
  for (let i = 1; i < posts; i += 50) {
    await Promise.all(Array.from({ length: Math.min(50, posts - i) }, (_, j) => stage.write(['hamlet', 'ophelia', 'polonius'][j % 3], `${paragraph} ${i + j}`)))
  }
}

// One frame after the other moves by as much as a quick hand does; it ends where there is no more.
const scroll = ({ by, framesMax }) =>
  new Promise((done) => {
    const feed = document.querySelector('[data-feed]')
    const times = []
    let last = 0
    let still = 0
    const frame = (now) => {
      if (last) times.push(now - last)
      last = now
      const before = feed.scrollTop
      feed.scrollTop += by
      still = feed.scrollTop === before ? still + 1 : 0
      if (times.length >= framesMax || still >= 60) done(times)
      else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })

async function measured(browser, page, by) {
  await page.waitForTimeout(1000)
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
  const frames = await page.evaluate(scroll, { by, framesMax })
  return { frames, main: mainThreadOf(await browser.stopTracing()) }
}

function told(runs) {
  const frames = runs.flatMap((run) => run.frames).sort((a, b) => a - b)
  const at = (share) => tenth(frames[Math.min(frames.length - 1, Math.floor(frames.length * share))])
  const cpu = runs.reduce((sum, run) => sum + run.main.cpu_ms, 0)
  return {
    frames: frames.length, p50_ms: at(0.5), p99_ms: at(0.99), longest_ms: at(1), over_50_ms: frames.filter((ms) => ms > 50).length,
    cpu_per_frame_ms: tenth(cpu / frames.length), longest_task_cpu_ms: tenth(Math.max(...runs.map((run) => run.main.longest_task_cpu_ms))),
  }
}

const tenth = (ms) => Math.round(ms * 10) / 10

async function floor(stage) {
  const context = await stage.browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.setContent(`<main data-feed style="height:100vh;overflow-y:auto">${`<article style="width:44rem">${block}</article>`.repeat(posts)}</main>`)
  const runs = [await measured(stage.browser, page, 120)]
  await page.evaluate(() => document.querySelector('[data-feed]').scrollTo(0, 1e9))
  runs.push(await measured(stage.browser, page, -120))
  await context.close()
  return told(runs)
}

async function thread(stage) {
  const reader = await Person.comes(stage.browser, `http://127.0.0.1:${stage.server.port}`, 'ophelia')
  await reader.opens(stage.path)
  await reader.page.getByRole('article').first().waitFor()
  const runs = [await measured(stage.browser, reader.page, 120)]
  await reader.page.getByRole('button', { name: 'Latest' }).click()
  await reader.page.locator(`[aria-posinset="${posts}"]`).waitFor()
  runs.push(await measured(stage.browser, reader.page, -120))
  await reader.leaves()
  return told(runs)
}

const stage = await Stage.set()
try {
  await fill(stage)
  const bare = await floor(stage)
  const read = await thread(stage)
  console.log(JSON.stringify({ workload: 'scroll', posts, ...read, floor: bare, cpu_to_floor: tenth(read.cpu_per_frame_ms / bare.cpu_per_frame_ms), load: loadavg()[0] }))
} finally {
  await stage.strike()
}
