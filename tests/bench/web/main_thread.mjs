// What a trace of Chromium says of the page's main thread: the processor time of its tasks, not the clock's.
export function mainThreadOf(trace) {
  const { traceEvents } = JSON.parse(trace)
  const threads = new Set(traceEvents.filter((one) => one.name === 'thread_name' && one.args.name === 'CrRendererMain').map(threadOf))
  const tasks = new Map()
  for (const one of traceEvents) {
    if (one.ph !== 'X' || one.name !== 'RunTask' || !threads.has(threadOf(one))) continue
    const ms = (one.tdur ?? 0) / 1000
    const sum = tasks.get(threadOf(one)) ?? { cpu_ms: 0, longest_task_cpu_ms: 0 }
    tasks.set(threadOf(one), { cpu_ms: sum.cpu_ms + ms, longest_task_cpu_ms: Math.max(sum.longest_task_cpu_ms, ms) })
  }
  // Other pages of the same browser lie still.
  return [...tasks.values()].sort((a, b) => b.cpu_ms - a.cpu_ms)[0]
}

const threadOf = (one) => `${one.pid}:${one.tid}`
