import { conditionsOf, figure, nameOf } from './words.mjs'

const width = 960
const left = 350
const right = 150
const rowHeight = 34
const top = 96
const bottom = 64

const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const text = (x, y, words, style = '') => `<text x="${x}" y="${y}" ${style}>${escape(words)}</text>`

/** Where a ratio stands: logarithmic, since a peer may cost twenty times the floor. */
function scaleOf(rows) {
  const values = rows.flatMap(({ least, most }) => [least, most]).filter((value) => value > 0)
  const from = Math.min(0.8, ...values)
  const to = Math.max(2, ...values) * 1.1
  const place = (value) => left + ((Math.log(Math.max(value, from)) - Math.log(from)) / (Math.log(to) - Math.log(from))) * (width - left - right)
  const ticks = [0.5, 1, 1.4, 2, 3, 5, 10, 20, 50].filter((tick) => tick >= from && tick <= to)
  return { place, ticks }
}

function rowsOf(lines) {
  return lines
    .filter((line) => ['fanout', 'burst', 'topics', 'peer', 'slow'].includes(line.workload))
    .map((line) => {
      const name = line.workload === 'slow' ? 'p99_ratio' : 'ratio'
      const ours = line.workload !== 'peer'
      return { line, ours, value: line[name], least: line[`${name}_min`], most: line[`${name}_max`] }
    })
    .filter(({ value }) => value > 0)
    .sort((a, b) => rank(a) - rank(b))
}

/** A fan-out stands beside the peers' with as many in flight; the rest below. */
function rank({ line, ours }) {
  return line.in_flight === undefined ? 1e6 : line.in_flight * 2 + (ours ? 0 : 1)
}

function drawRow({ line, ours, value, least, most }, index, place) {
  const y = top + index * rowHeight + rowHeight / 2
  const kind = ours ? 'ours' : 'peer'
  const measured = line.workload === 'slow' ? `p99 ${figure(line.p99_ms)} ms` : `${figure(line.cpu_us_per_delivery)} us`
  return [
    text(left - 14, y + 5, nameOf(line), 'text-anchor="end"'),
    `<line class="span ${kind}" x1="${place(least)}" x2="${place(most)}" y1="${y}" y2="${y}"/>`,
    `<circle class="${kind}" cx="${place(value)}" cy="${y}" r="6"/>`,
    text(width - right + 14, y + 5, `${figure(value)} x, ${measured}`),
  ].join('\n')
}

const style = `
  .page { fill: oklch(0.985 0.004 90); }
  text { font: 14px system-ui, "Noto Sans", sans-serif; fill: oklch(0.3 0.02 260); }
  .title { font-size: 18px; font-weight: 600; }
  .quiet { font-size: 12px; fill: oklch(0.5 0.02 260); }
  .grid { stroke: oklch(0.88 0.01 260); }
  .floor { stroke: oklch(0.4 0.02 260); stroke-width: 1.5; }
  .span { stroke-width: 3; stroke-linecap: round; opacity: 0.45; }
  .ours { fill: oklch(0.5 0.13 250); stroke: oklch(0.5 0.13 250); }
  .peer { fill: oklch(0.62 0.1 60); stroke: oklch(0.62 0.1 60); }`

/** SVG: a row a workload, its median ratio as a point and the span of its pairs as a line. */
export function plotOf(lines) {
  const rows = rowsOf(lines)
  const { place, ticks } = scaleOf(rows)
  const foot = top + rows.length * rowHeight
  const height = foot + bottom
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>Cost of a delivery, in multiples of the floor</title>`,
    `<style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    text(24, 36, 'What a delivery costs, in multiples of a bare send loop', 'class="title"'),
    text(24, 58, "Server CPU time; point: median of interleaved pairs, line: least to most. Latency's ratio where readers are slow.", 'class="quiet"'),
    ...ticks.map((tick) => `<line class="${tick === 1 ? 'floor' : 'grid'}" x1="${place(tick)}" x2="${place(tick)}" y1="${top - 8}" y2="${foot}"/>`),
    ...ticks.map((tick) => text(place(tick), foot + 20, tick === 1 ? 'floor' : `${tick} x`, 'class="quiet" text-anchor="middle"')),
    ...rows.map((row, index) => drawRow(row, index, place)),
    text(24, height - 16, conditionsOf(lines), 'class="quiet"'),
    '</svg>',
    '',
  ].join('\n')
}
