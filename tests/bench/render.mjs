// Renders the lines of plenum-bench as a table and a plot: node render.mjs RESULTS.jsonl FOLDER
// The plot shows costs as multiples of the floor that was measured in the same minutes: 1 is what the kernel takes.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableOf } from './render/table.mjs'
import { plotOf } from './render/plot.mjs'

const [results, folder] = process.argv.slice(2)
const lines = readFileSync(results, 'utf8').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
writeFileSync(join(folder, 'table.md'), tableOf(lines))
writeFileSync(join(folder, 'plot.svg'), plotOf(lines))
