// The real plenumd on a data directory of its own, and the operator's line to it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readline from 'node:readline'

const bin = process.env.PLENUM_BIN ?? new URL('../../../build/release/bin', import.meta.url).pathname

/** Nobody in a test is too fast. */
export const patient = 'sign_ins_per_minute = 1000\ncommands_per_10_s = 10000\n'

export class Server {
  /** `settings`: its configuration file. `at`: its clock is set to this moment whenever it starts. */
  constructor({ settings = patient, at = null } = {}) {
    this.at = at
    this.folder = mkdtempSync(join(tmpdir(), 'plenum-e2e-'))
    this.data = join(this.folder, 'data')
    this.port = 0
    // PLENUM_WEB_ROOT: pages just built, while one works on them, instead of those in the program.
    const root = process.env.PLENUM_WEB_ROOT ? `web_root = "${process.env.PLENUM_WEB_ROOT}"\n` : ''
    writeFileSync(join(this.folder, 'plenumd.toml'), root + settings)
  }

  async start() {
    this.child = spawn(join(bin, 'plenumd'), ['--data', this.data, '--config', join(this.folder, 'plenumd.toml'), '--listen', `127.0.0.1:${this.port}`], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...clock(this.at) } })
    const lines = readline.createInterface({ input: this.child.stdout })
    const ended = once(this.child, 'exit').then(() => { throw new Error('plenumd ended before it answered') })
    const [line] = await Promise.race([once(lines, 'line'), ended])
    this.port = Number(line.match(/:(\d+)$/)[1])
  }

  async kill() {
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }

  // In good order, as for an update: it writes down what it has counted.
  async restart() {
    this.child.kill('SIGTERM')
    await once(this.child, 'exit')
    await this.start()
  }

  async end() {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }

  // The same, on another day.
  async restartAt(at) {
    this.at = at
    await this.restart()
  }

  operate(method, request) {
    return call({ socketPath: join(this.data, 'operator.sock'), path: `/plenum.v1.AdminService/${method}` }, request)
  }

  asMember(token, method, request, service = 'MemberService') {
    return call({ host: '127.0.0.1', port: this.port, path: `/plenum.v1.${service}/${method}`, headers: { Authorization: `Bearer ${token}` } }, request)
  }
}

// Another time of day for a program of ours, by Debian's libfaketime; what measures spans goes on as it is.
function clock(at) {
  if (at === null) return {}
  const library = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/faketime/libfaketime.so.1`).find(existsSync)
  if (!library) throw new Error('libfaketime is missing: apt-get install libfaketime')
  return { LD_PRELOAD: library, FAKETIME: `${Math.round((at - Date.now()) / 1000)}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}

export function call(where, request) {
  const body = JSON.stringify(request)
  return new Promise((resolve, reject) => {
    const headers = { ...where.headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
    const asked = http.request({ ...where, method: 'POST', headers }, async (answer) => {
      let text = ''
      for await (const part of answer) text += part
      answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${where.path}: ${text}`))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

// As a seat of a company, at the gallery's own door.
export const asSeat = (server, token, method, request, service = 'ObserverService') =>
  call({ host: '127.0.0.1', port: server.port, path: `/v1/observer/plenum.v1.${service}/${method}`, headers: { Authorization: `Bearer ${token}` } }, request)

export const commandId = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
