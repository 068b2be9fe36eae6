// What the lines of plenum-bench are called where people read them.

/** 5311 -> "5,311", 1.2345 -> "1.23", 0.1834 -> "0.183". */
export function figure(value) {
  if (value === undefined) return ''
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US')
  return String(Number(value.toPrecision(3)))
}

/** The median with its span: "1.3 (1.15-1.49)". */
export function spanOf(line, name, unit = '') {
  const { [name]: value, [`${name}_min`]: least, [`${name}_max`]: most } = line
  if (value === undefined) return ''
  const middle = figure(value) + unit
  return least === most ? middle : `${middle} (${figure(least)}-${figure(most)})`
}

export function nameOf(line) {
  switch (line.workload) {
    case 'fanout':
      return `${figure(line.subscribers)} subscribers, ${line.in_flight} in flight`
    case 'peer':
      return `${line.peer} ${line.version}, ${line.in_flight} in flight`
    case 'burst':
      return `${figure(line.subscribers)} subscribers, ${figure(line.posts_per_s)} messages/s`
    case 'topics':
      return `${figure(line.subscribers)} connections, ${figure(line.topics)} topics, ${figure(line.posts_per_s)} posts/s`
    case 'idle':
      return `${figure(line.connections)} idle connections`
    case 'storm':
      return `${figure(line.clients)} clients come back after a kill`
    case 'slow':
      return `${figure(line.clients)} clients, ${figure(line.never_read)} never read`
    case 'post':
      return `durable posts, ${figure(line.authors)} authors`
    case 'read':
      return `a page of ${figure(line.page_posts)} out of ${figure(line.thread_posts)} posts`
    case 'gallery':
      return `${figure(line.seats)} seats of ${figure(line.companies)} companies`
    case 'cluster':
      return `${figure(line.nodes)} nodes on one log`
    default:
      return line.workload
  }
}

export function conditionsOf(lines) {
  const found = lines.find((line) => line.workload === 'conditions')
  if (!found) return ''
  const { date, commit, cores, kernel, size } = found
  return `${date}, commit ${commit}, ${cores} cores, Linux ${kernel}, ${size} sizes`
}
