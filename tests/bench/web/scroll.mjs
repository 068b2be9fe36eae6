// Scrolls a long thread in Chromium from end to end and prints how long the frames took, as one JSON line.
// Usage: node tests/bench/web/scroll.mjs [POSTS]. Uses the helpers and modules of tests/e2e (run tests/e2e/run once).
import { Person } from '../../e2e/support/browser.mjs'
import { Stage } from '../../e2e/support/stage.mjs'

const posts = Number(process.argv[2] ?? 2000)
const stage = await Stage.set()
const paragraph = 'The **second** reading was 7.2, after the `0.9 %` saline.\n\n- potassium as before\n- no change\n\n> and yet he felt better'
for (let i = 1; i < posts; i += 50) {
  await Promise.all(Array.from({ length: Math.min(50, posts - i) }, (_, j) => stage.write(['hamlet', 'ophelia', 'polonius'][j % 3], `${paragraph} ${i + j}`)))
}
const reader = await Person.comes(stage.browser, `http://127.0.0.1:${stage.server.port}`, 'ophelia')
await reader.opens(stage.path)
await reader.page.getByRole('article').first().waitFor()
const frames = await reader.page.evaluate(async () => {
  const feed = [...document.querySelectorAll('*')].filter((e) => e.scrollHeight > e.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(e).overflowY)).sort((a, b) => b.scrollHeight - a.scrollHeight)[0]
  const times = []
  let last = performance.now()
  let still = 0
  while (times.length < 1200 && still < 60) {
    await new Promise(requestAnimationFrame)
    const now = performance.now()
    times.push(now - last)
    last = now
    const before = feed.scrollTop
    feed.scrollTop += 120
    still = feed.scrollTop === before ? still + 1 : 0
  }
  return times.slice(1)
})
frames.sort((a, b) => a - b)
const at = (share) => Math.round(frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] * 10) / 10
console.log(JSON.stringify({ workload: 'scroll', posts, frames: frames.length, p50_ms: at(0.5), p99_ms: at(0.99), longest_ms: at(1), over_50_ms: frames.filter((ms) => ms > 50).length }))
await stage.strike()
