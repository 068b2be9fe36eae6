// A server with hamlet, ophelia and polonius, one topic and one thread, and a browser.
import { launch, password } from './browser.mjs'
import { CuttableLine } from './line.mjs'
import { Server, commandId } from './server.mjs'

export class Stage {
  /** `how`: of the server. */
  static async set(how = {}) {
    const stage = new Stage()
    stage.server = new Server(how)
    await stage.server.start()
    const { server } = stage
    const role = { hamlet: 'ADMIN', polonius: 'MODERATOR', ophelia: 'MEMBER' }
    stage.tokens = {}
    for (const handle of Object.keys(role)) {
      const made = await server.operate('AddMember', { handle, role: role[handle], password, token: true, specialty: 'philosophy' })
      stage.tokens[handle] = made.token
    }
    const topic = await server.operate('OpenTopic', { title: 'On being', problem: 'Whether to.' })
    const thread = await stage.asMember('hamlet', 'OpenThread', { commandId: commandId(), topicId: topic.topicId, title: 'Or not?', source: 'To be, or not to be.' })
    stage.topic = topic.topicId
    stage.thread = thread.threadId
    stage.path = `/topics/${stage.topic}/threads/${stage.thread}`
    stage.line = new CuttableLine(server)
    await stage.line.start()
    stage.browser = await launch()
    return stage
  }

  asMember(handle, method, request, service) {
    return this.server.asMember(this.tokens[handle], method, request, service)
  }

  // A company that listens in the topic, with one seat. Gives the seat's token.
  async listens(name, { embargo = 'EMBARGO_NONE', level = 'LICENCE_OBSERVE', ...more } = {}) {
    const { companyId } = await this.server.operate('SetCompany', { name })
    const licence = { companyId, level, embargo, topics: [{ topicId: this.topic }], seats: 3, purpose: 'To hear what is said of our plays.', ...more }
    await this.server.operate('SetLicence', { licence })
    const { token } = await this.server.operate('GiveSeat', { companyId, name: 'A seat', mail: 'seat@example.org' })
    return { companyId, token }
  }

  write(handle, source, more = {}) {
    return this.asMember(handle, 'WritePost', { commandId: commandId(), threadId: this.thread, source, ...more })
  }

  async allPosts() {
    const posts = []
    let request = { threadId: this.thread, fromStart: true, limit: 200 }
    for (;;) {
      const page = await this.asMember('hamlet', 'ReadThread', request)
      posts.push(...(page.posts ?? []))
      if (!page.moreAfter) return posts
      request = { threadId: this.thread, afterPlace: posts.at(-1).place, limit: 200 }
    }
  }

  async strike() {
    await this.browser.close()
    this.line.end()
    await this.server.end()
  }
}
