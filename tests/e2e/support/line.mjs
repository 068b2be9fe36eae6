// A line between a browser and the server that can be cut: what is open breaks, what is new is refused.
import { once } from 'node:events'
import net from 'node:net'

export class CuttableLine {
  constructor(server) {
    this.server = server
    this.open = new Set()
    this.cut_ = false
    this.listener = net.createServer((near) => this.#join(near))
  }

  async start() {
    this.listener.listen(0, '127.0.0.1')
    await once(this.listener, 'listening')
    this.url = `http://127.0.0.1:${this.listener.address().port}`
  }

  #join(near) {
    if (this.cut_) return near.destroy()
    const far = net.connect(this.server.port, '127.0.0.1')
    for (const [one, other] of [[near, far], [far, near]]) {
      this.open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.open.delete(one)
        other.destroy()
      })
    }
  }

  cut() {
    this.cut_ = true
    for (const socket of this.open) socket.destroy()
  }

  mend() {
    this.cut_ = false
  }

  end() {
    this.cut()
    this.listener.close()
  }
}
