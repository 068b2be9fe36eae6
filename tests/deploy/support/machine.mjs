// What this machine has, and programs that are started and always ended.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = new URL('../../..', import.meta.url).pathname
export const bin = process.env.PLENUM_BIN ?? join(root, 'build/release/bin')
export const shipped = (name) => readFileSync(join(root, 'deploy', name), 'utf8')

const found = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** For a test's `skip`: false, or the sentence that says what is missing. */
export const without = (...programs) => {
  const missing = programs.filter((program) => !found(program))
  return missing.length > 0 && `${missing.join(', ')} is not here: deploy/install-packages test`
}

/** Runs it to its end: { code, said }. */
export function say(program, words, more = {}) {
  const ran = spawnSync(program, words, { encoding: 'utf8', timeout: 120_000, maxBuffer: 2 ** 26, ...more })
  return { code: ran.status, said: `${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error ?? ''}` }
}

const mayBeHad = (port) =>
  new Promise((resolve) => {
    const listener = net.createServer()
    listener.once('error', () => resolve(false))
    listener.listen(port, '127.0.0.1', () => listener.close(() => resolve(true)))
  })

/** The first of so many in a row that nobody has. Below those from which the kernel takes ports for outgoing lines. */
export async function freePort(count = 1) {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * (32_768 - 10_000 - count))
    const free = await Promise.all(Array.from({ length: count }, (_, n) => mayBeHad(first + n)))
    if (!free.includes(false)) return first
  }
}

/** Waits for a state, not for a time: true, or what `what` says after a minute. */
export async function eventually(what, so, patience = 60_000) {
  const end = Date.now() + patience
  let why = ''
  while (Date.now() < end) {
    try {
      const got = await so()
      if (got) return got
    } catch (error) {
      why = String(error)
    }
    await new Promise((go) => setTimeout(go, 50))
  }
  throw new Error(`${what}: not within ${patience / 1000} s ${why}`)
}

export const answersOn = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => socket.destroy() && resolve(true))
    socket.once('error', () => resolve(false))
  })

/** A folder that goes with the test; `before`: what ends whoever still uses it. */
export function scratch(t, before = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'plenum-deploy-'))
  t.after(() => {
    before(folder)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A program that runs until the test ends. */
export class Running {
  constructor(t, program, words, log, more = {}) {
    const out = openSync(log, 'a')
    this.log = log
    this.child = spawn(program, words, { stdio: ['ignore', out, out], cwd: dirname(log), ...more })
    closeSync(out)
    this.ended = once(this.child, 'exit')
    const cut = () => this.child.kill('SIGKILL')
    process.on('exit', cut)
    // Asked first: nginx, when it is killed, leaves its workers behind.
    t.after(async () => {
      process.off('exit', cut)
      const patience = setTimeout(cut, 10_000)
      await this.end()
      clearTimeout(patience)
    })
  }

  get isRunning() {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  get said() {
    return readFileSync(this.log, 'utf8')
  }

  /** Returns when something answers on the port; what ends before has failed, with its words. */
  async answers(port) {
    await eventually(`port ${port}`, async () => !this.isRunning || answersOn(port))
    if (!this.isRunning) throw new Error(this.said)
  }

  async end(signal = 'SIGTERM') {
    if (this.isRunning) this.child.kill(signal)
    await this.ended
    return this.child.exitCode
  }
}
