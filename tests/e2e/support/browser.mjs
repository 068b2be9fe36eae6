// Debian's Chromium, and what people do in it, in their words.
import { chromium } from 'playwright-core'

export const launch = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu', '--disable-quic', '--no-first-run'],
  })

export const password = 'words, words, words'
export const patience = 20_000

// One person in one window. Collects what must never happen: errors in the console, requests to elsewhere.
export class Person {
  static async comes(browser, url, handle, options = {}) {
    const person = new this()
    person.context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    person.page = await person.context.newPage()
    person.page.setDefaultTimeout(patience)
    person.url = url
    person.complaints = []
    person.page.on('pageerror', (error) => person.complaints.push(String(error)))
    person.page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) person.complaints.push(message.text())
    })
    person.page.on('request', (request) => {
      const to = new URL(request.url())
      if (to.protocol !== 'data:' && to.protocol !== 'blob:' && to.host !== new URL(url).host) person.complaints.push(`asked ${request.url()}`)
    })
    await person.page.goto(url)
    if (handle) await person.signsIn(handle)
    return person
  }

  async signsIn(handle, word = password) {
    await this.page.getByLabel('Handle').fill(handle)
    await this.page.getByLabel('Password', { exact: true }).fill(word)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
    await this.page.getByRole('navigation').first().waitFor()
  }

  opens(path) {
    return this.page.goto(this.url + path)
  }

  composer() {
    return this.page.getByRole('textbox', { name: /write/i }).last()
  }

  async writes(words) {
    await this.composer().click()
    await this.composer().fill(words)
    await this.page.keyboard.press('Control+Enter')
  }

  post(words) {
    return this.page.getByRole('article').filter({ hasText: words })
  }

  sees(words) {
    return this.post(words).first().waitFor()
  }

  // What is said and has not gone out yet stands in the thread too, but is no post.
  seesWaiting(words) {
    return this.page.getByText(words).first().waitFor()
  }

  async leaves() {
    await this.context.close()
  }
}
