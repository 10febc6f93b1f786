import type { Section, Table, Target } from './section.js'

/** As text for a terminal. */
export const printSection = ({ title, tables, targets, notes }: Section): string =>
  [
    `\n${title}`,
    ...tables.map(printTable),
    ...(targets.length > 0 ? [printTable(targetTable(targets))] : []),
    ...notes.map((note) => `  · ${note}`),
  ].join('\n')

export const targetTable = (targets: readonly Target[]): Table => ({
  columns: ['target', 'wanted', 'measured', ''],
  rows: targets.map(({ what, target, measured, met }) => [what, target, measured, VERDICTS[String(met)] ?? '']),
})

const VERDICTS: Record<string, string> = { true: 'met', false: 'MISSED', null: 'not judged' }

const printTable = ({ columns, rows }: Table): string => {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ')}`
  return [line(columns), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}
