import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openBench } from './bench.js'
import { describeMachine } from './machine.js'
import { endChildren } from './process/start-child.js'
import type { Section, Target } from './report/section.js'
import { printSection } from './report/text.js'
import { WORKLOADS } from './workloads/index.js'

const RESULTS = new URL('../results/', import.meta.url)
const QUICK_SCALE = 0.1

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '3' },
    contenders: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})

const chosen = values.only?.split(',') ?? WORKLOADS.map(({ key }) => key)
const unknown = chosen.filter((key) => !WORKLOADS.some((workload) => workload.key === key))
if (unknown.length > 0) throw new TypeError(`--only=${unknown}: one of ${WORKLOADS.map(({ key }) => key)}`)

const bench = await openBench({
  runs: Number(values.runs),
  scale: values.quick ? QUICK_SCALE : 1,
  ...(values.contenders ? { only: values.contenders.split(',') } : {}),
})
let closing: Promise<void> | undefined
const close = () => {
  closing ??= endChildren().then(bench.close)
  return closing
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => close().then(() => process.exit(1)))

// Of a tenth of the work, figures say whether it runs and no more.
const unjudged = (target: Target): Target => ({ ...target, met: null })

const sections: Section[] = []
try {
  for (const { key, title, run } of WORKLOADS.filter((workload) => chosen.includes(workload.key))) {
    bench.say(`\n${title}`)
    const startedAt = performance.now()
    const found = await run(bench).catch((error: unknown) => ({
      tables: [],
      targets: [{ what: title, target: '', measured: '–', met: null }],
      notes: [`failed: ${error instanceof Error ? error.message : error}`],
      data: null,
    }))
    const section = { key, title, ...found, targets: bench.scale < 1 ? found.targets.map(unjudged) : found.targets }
    sections.push(section)
    bench.say(`  took ${Math.round((performance.now() - startedAt) / 1000)} s`)
    process.stdout.write(`${printSection(section)}\n`)
  }
} finally {
  await close()
}

const machine = describeMachine(bench.server.version)
mkdirSync(RESULTS, { recursive: true })
const file = new URL(`${machine.at.replaceAll(':', '-').slice(0, 19)}${values.quick ? '-quick' : ''}.json`, RESULTS)
writeFileSync(file, JSON.stringify({ machine, runs: bench.runs, scale: bench.scale, sections }, null, 2))
process.stdout.write(`\n${file.pathname}\n`)
