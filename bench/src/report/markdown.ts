import type { Machine } from '../machine.js'
import type { Section, Table } from './section.js'
import { targetTable } from './text.js'

/** What one run of the benchmark left behind. */
export interface Results {
  machine: Machine
  runs: number
  scale: number
  sections: Section[]
}

/** The targets are for that many: the database, the platform, who records and the worker each want one. */
const FEWEST_CORES = 4

/** Everything that a page says in figures: where, the targets, and each workload's tables. */
export const writeFigures = ({ machine, runs, sections }: Results): string => {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`)
  return [
    `Measured ${machine.at.slice(0, 10)} at commit ${machine.commit}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}, Node ${machine.node}, PostgreSQL ${machine.postgres}; ${versions.join(', ')}. ${runs} interleaved runs, medians.`,
    ...(machine.cores < FEWEST_CORES ? [`On ${machine.cores} cores only the ratios say something.`] : []),
    '![Messages delivered per second](images/performance.svg)',
    '## Targets',
    writeTable(targetTable(sections.flatMap(({ targets }) => targets))),
    ...sections.flatMap(writeSection),
  ].join('\n\n')
}

const writeSection = ({ title, tables, notes }: Section): string[] => [
  `## ${title}`,
  ...tables.map(writeTable),
  notes.map((note) => `- ${note}`).join('\n'),
]

const writeTable = ({ columns, rows }: Table): string =>
  [columns, columns.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

const BEGIN = '<!-- figures: written by `npm run document` in bench/ -->'
const END = '<!-- /figures -->'

/** Puts figures between the page's two markers. Throws where it has none. */
export const replaceFigures = (page: string, figures: string): string => {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new TypeError('the page has no place for figures')
  return `${page.slice(0, begin)}${BEGIN}\n\n${figures}\n\n${page.slice(end)}`
}
