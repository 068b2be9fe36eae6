// Whether manifests are what Kubernetes would take: each is a literal of its type, and a literal may have no field more.
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { shipped } from './machine.mjs'

const require = createRequire(import.meta.url)
const ts = require('typescript')
const YAML = require('yaml')

/** All manifests of a file, as they stand. */
export const manifests = (name) => YAML.parseAllDocuments(shipped(name)).map((document) => {
  if (document.errors.length > 0) throw document.errors[0]
  return document.toJS()
})

const moduleOf = (apiVersion) => `kubernetes-types/${(apiVersion.includes('/') ? apiVersion.replace(/\.k8s\.io|\.[a-z.]*(?=\/)/, '') : `core/${apiVersion}`)}`

/** For each manifest nothing, or the compiler's words on its fields that are none, are missing, or are of another kind. */
export function faults(all) {
  const source = all.map(({ apiVersion, kind }, n) => `import type { ${kind} as Kind${n} } from '${moduleOf(apiVersion)}'; export const manifest${n}: Kind${n} = ${JSON.stringify(all[n])}\n`).join('')
  const path = join(import.meta.dirname, '..', 'manifests.ts')  // beside node_modules; never written
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile, readFile } = host
  host.fileExists = (name) => name === path || fileExists(name)
  host.readFile = (name) => (name === path ? source : readFile(name))
  host.getSourceFile = (name, ...more) => (name === path ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...more))
  const found = all.map(() => '')
  for (const fault of ts.getPreEmitDiagnostics(ts.createProgram([path], options, host))) {
    const said = ts.flattenDiagnosticMessageText(fault.messageText, ' ')
    if (fault.file?.fileName !== path) throw new Error(said)
    found[fault.file.getLineAndCharacterOfPosition(fault.start).line] += `${said}\n`  // one manifest a line
  }
  return found
}
