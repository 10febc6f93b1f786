import type { RecordJSON } from 'adminjs'
import { parsePercent, splitPrice, WHOLE } from '../../../domain/catalogue/split-price.js'
import { centsOf, formatMoney } from '../../../locale/format.js'
import { type Column, cellText, type Row, type RowsOptions } from './columns.js'

/** Rows that split an amount of the record, by amounts or by percentages. */
export interface SplitOptions {
  /** Property of the record that says how: `percent`, or anything else for amounts. */
  by: string
  /** Money property of the record that is split. */
  of: string
  /** Columns of a row. */
  amount: string
  percent: string
}

const isByPercent = (split: SplitOptions, record: RecordJSON): boolean => record.params[split.by] === 'percent'

/** The columns that count: without percentages among amounts, and with amounts only as they follow from percentages. */
export const shownColumns = ({ columns, split }: RowsOptions, record: RecordJSON): readonly Column[] => {
  if (!split) return columns
  const hidden = isByPercent(split, record) ? split.amount : split.percent
  return columns.filter(({ key }) => key !== hidden)
}

const sharesOf = ({ percent }: SplitOptions, rows: readonly Row[]): (number | null)[] =>
  rows.map((row) => parsePercent(cellText(row, percent)))

/** What a row's percentage comes to, such as `R$ 20,93`, once all sum to 100 %; null otherwise and for amounts. */
export const amountsOf = ({ split }: RowsOptions, record: RecordJSON, rows: readonly Row[]): string[] | null => {
  if (!split || rows.length === 0 || !isByPercent(split, record)) return null
  const shares = sharesOf(split, rows)
  const whole = shares.filter((share) => share !== null)
  const priceCents = centsOf(String(record.params[split.of] ?? ''))
  const isWhole = whole.length === rows.length && whole.reduce((sum, share) => sum + share, 0) === WHOLE
  return isWhole && priceCents !== null && priceCents >= 0 ? splitPrice(priceCents, whole).map(formatMoney) : null
}

/** The sum of the percentages as people read it, and whether it is 100 %; null where amounts are summed. */
export const percentSum = (
  { split }: RowsOptions,
  record: RecordJSON,
  rows: readonly Row[],
): { text: string; isWhole: boolean } | null => {
  if (!split || !isByPercent(split, record)) return null
  const sum = sharesOf(split, rows).reduce<number>((total, share) => total + (share ?? 0), 0)
  return { text: `${(sum / 100).toFixed(2).replace('.', ',')}%`, isWhole: sum === WHOLE }
}
