// A gallery over the stage: one topic with a charter, a company that listens, its seats; and what observers do in a
// browser, in their words.
import http from 'node:http'

import { Person } from './browser.mjs'
import { commandId } from './server.mjs'

export class Gallery {
  static async over(stage, { k = 2, licence = {}, company = 'Norway & Sons' } = {}) {
    const gallery = new Gallery()
    gallery.stage = stage
    const { server } = stage
    await server.operate('SetGallery', { k })
    await server.operate('SetCharter', { topicId: stage.topic, classes: ['EMBARGO_NONE'] })
    gallery.company = (await server.operate('SetCompany', { name: company })).companyId
    gallery.licence = (await server.operate('SetLicence', {
      licence: { companyId: gallery.company, level: 'LICENCE_PANEL', topics: [{ topicId: stage.topic }], seats: 3, dailyExports: 20, purpose: 'Market research', ...licence },
    })).licenceId
    gallery.keeper = await gallery.seat('Fortinbras', true)
    return gallery
  }

  async seat(name, keepsSeats = false) {
    const { token } = await this.stage.server.operate('GiveSeat', { companyId: this.company, name, mail: 'seat@norway.example', keepsSeats })
    return token
  }

  // A thread of its own, opened while the gallery listens.
  async thread(title, source, handle = 'hamlet') {
    const { threadId } = await this.stage.asMember(handle, 'OpenThread', { commandId: commandId(), topicId: this.stage.topic, title, source })
    return threadId
  }

  write(handle, threadId, source, more = {}) {
    return this.stage.asMember(handle, 'WritePost', { commandId: commandId(), threadId, source, ...more })
  }

  // A program of the company's, with its bearer token.
  ask(method, request, token = this.keeper) {
    return calls(this.stage.server.port, token, method, request)
  }
}

function calls(port, token, method, request) {
  const service = method.startsWith('Read') || method === 'ListTopics' || method === 'ListThreads' || method === 'SearchFeed' ? 'ObserverService' : 'SubscriberService'
  const body = JSON.stringify(request)
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
    const asked = http.request({ host: '127.0.0.1', port, path: `/v1/observer/plenum.v1.${service}/${method}`, method: 'POST', headers }, async (answer) => {
      let text = ''
      for await (const part of answer) text += part
      answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${method}: ${text}`))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

// Somebody of the company in one window.
export class Observer extends Person {
  static async sits(browser, url, token, options = {}) {
    const observer = await Observer.comes(browser, url, null, options)
    await observer.opens('/gallery')
    await observer.page.getByLabel('Your seat’s token').fill(token)
    await observer.page.getByRole('button', { name: 'Come in' }).click()
    await observer.page.getByRole('navigation', { name: 'Rooms' }).waitFor()
    return observer
  }

  room(name) {
    return this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name })
  }

  // What came gathers behind the pill; whoever presses it sees.
  async drawsFresh() {
    await this.page.getByRole('button', { name: /^\d+ new$/ }).click()
  }
}
