import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { WORKLOADS } from '../workloads/index.js'
import { type Results, replaceFigures, writeFigures } from './markdown.js'
import { drawBars } from './picture.js'

// Writes the newest whole run into docs/performance.md and its picture; or the runs named, each workload from the last
// one that has it.
const RESULTS = new URL('../../results/', import.meta.url)
const DOCS = new URL('../../../docs/', import.meta.url)

const read = (name: string): Results => JSON.parse(readFileSync(new URL(name, RESULTS), 'utf8'), revive)

// What could not be measured is null in JSON.
const revive = (key: string, value: unknown): unknown => (key === 'value' && value === null ? Number.NaN : value)

const isWhole = ({ scale, sections }: Results): boolean =>
  scale === 1 && WORKLOADS.every(({ key }) => sections.some((section) => section.key === key))

const newest = (): Results => {
  const names = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse()
  const found = names.map(read).find(isWhole)
  if (!found) throw new TypeError('no whole run in bench/results: npm run bench')
  return found
}

const joined = (base: Results, later: Results): Results => ({
  ...later,
  runs: Math.min(base.runs, later.runs),
  machine: { ...later.machine, commit: [...new Set([base.machine.commit, later.machine.commit])].join(' and ') },
  sections: base.sections.map((section) => later.sections.find(({ key }) => key === section.key) ?? section),
})

const [first, ...more] = process.argv.slice(2)
const results = first ? more.map(read).reduce(joined, read(first)) : newest()
const page = new URL('performance.md', DOCS)
writeFileSync(page, replaceFigures(readFileSync(page, 'utf8'), writeFigures(results)))
writeFileSync(
  new URL('images/performance.svg', DOCS),
  drawBars(results.sections.flatMap(({ bars }) => (bars ? [bars] : []))),
)
process.stdout.write(`docs/performance.md and its picture are of ${results.machine.at}\n`)
