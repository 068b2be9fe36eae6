import { conditionsOf, figure, nameOf, spanOf } from './words.mjs'

const was = (line) => `${figure(line.delivered)} of ${figure(line.expected)}`

function row(line) {
  switch (line.workload) {
    case 'fanout':
    case 'topics':
    case 'burst':
    case 'peer':
      return [
        spanOf(line, 'ratio'),
        `${figure(line.cpu_us_per_delivery)} us a delivery, floor ${figure(line.floor_cpu_us_per_delivery)}`,
        [
          line.commit_cpu_us_per_post && `the post's commit beside that: ${spanOf(line, 'commit_cpu_us_per_post', ' us')}`,
          line.p99_ms && `p50 ${figure(line.p50_ms)} ms, p99 ${figure(line.p99_ms)} ms`,
          line.workload === 'burst' && `floor's p99 ${figure(line.floor_p99_ms)} ms`,
          `${figure(line.deliveries_per_s)} deliveries/s`,
        ],
        was(line),
      ]
    case 'idle':
      return ['', `${figure(line.bytes_per_connection)} bytes a connection, floor ${figure(line.floor_bytes_per_connection)}`, [`the server ${figure(line.server_mib)} MiB in all`], was(line)]
    case 'storm':
      return ['', `all whole in ${spanOf(line, 'all_whole_s', ' s')}`, [`listening again after ${figure(line.server_listens_s)} s`, `${line.gaps} gaps, ${line.doubles} doubles, ${line.not_whole} not whole`], was(line)]
    case 'slow':
      return [spanOf(line, 'p99_ratio'), `p99 ${figure(line.p99_ms)} ms, without them ${figure(line.p99_ms_without)}`, [`the server ${figure(line.server_mib)} MiB, without them ${figure(line.server_mib_without)}`, `${figure(line.cut)} cut`], was(line)]
    case 'post':
      return [spanOf(line, 'ratio'), `${figure(line.posts_per_s)} posts/s, bare commits ${figure(line.floor_posts_per_s)}`, [`${figure(line.cpu_us_per_post)} us a post`], '']
    case 'read':
      return [spanOf(line, 'ratio'), `p50 ${figure(line.p50_us)} us, p99 ${figure(line.p99_us)}; point reads ${figure(line.floor_p50_us)}`, [], '']
    case 'gallery':
      return [
        spanOf(line, 'ratio_per_delivery'),
        `${figure(line.seat_cpu_us_per_delivery)} us a delivery, to members ${figure(line.member_cpu_us_per_delivery)}`,
        [`a post for observers too costs ${spanOf(line, 'ratio_per_post')} of one among members`, `with its rows alone it would cost ${figure(line.floor_ratio_per_post)}`],
        was(line),
      ]
    case 'cluster':
      return [
        spanOf(line, 'passage_ratio'),
        `from node to node p50 ${figure(line.passage_p50_ms)} ms, within one ${figure(line.one_node_p50_ms)}`,
        [
          `all three write ${figure(line.posts_per_s)} posts/s, ${spanOf(line, 'writing_ratio')} of one bare client`,
          `${figure(line.posts_per_append)} posts an append`,
          `${figure(line.nodes_cpu_us_per_post)} us a post at all three`,
          `${figure(line.away_posts)} missed posts caught up in ${spanOf(line, 'caught_up_s', ' s')}`,
        ],
        was(line),
      ]
    default:
      return undefined
  }
}

/** Markdown: a row a workload, its ratio to the floor with the span of the pairs. */
export function tableOf(lines) {
  const rows = lines.map((line) => [line, row(line)]).filter(([, cells]) => cells)
  const loads = lines.map((line) => line.load_average).filter((load) => load !== undefined)
  return [
    `${conditionsOf(lines)}; load average ${figure(Math.min(...loads))}-${figure(Math.max(...loads))}.`,
    'CPU is the server\'s, on a core of its own; ratios are medians of interleaved pairs (least-most).',
    '',
    '| workload | times the floor | measured | beside it | delivered |',
    '|---|---|---|---|---|',
    ...rows.map(([line, [ratio, measured, beside, delivered]]) =>
      `| ${nameOf(line)} | ${ratio} | ${measured} | ${beside.filter(Boolean).join('; ')} | ${delivered} |`),
    ...lines.filter((line) => line.workload === 'peer_missing').map((line) => `\n${line.peer} is not here: ${line.why}.`),
    '',
  ].join('\n')
}
