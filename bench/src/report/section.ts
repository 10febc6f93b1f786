/** What one workload found, for the terminal, the document and the picture. */
export interface Section {
  key: string
  title: string
  tables: Table[]
  targets: Target[]
  /** What a reader must know to judge the figures. */
  notes: string[]
  bars?: Bars
  /** Everything measured, for the JSON. */
  data: unknown
}

export interface Table {
  columns: string[]
  rows: string[][]
}

export interface Target {
  what: string
  target: string
  measured: string
  /** Null where it could not be measured. */
  met: boolean | null
}

/** Of one picture: the longer, the better. */
export interface Bars {
  title: string
  unit: string
  items: { label: string; value: number; mark: string; own: boolean }[]
}

/** A lower bound. */
export const atLeast = (what: string, bound: number, measured: number, unit: string): Target =>
  judge({ what, bound, measured, unit, sign: '≥', met: measured >= bound })

/** An upper bound. */
export const atMost = (what: string, bound: number, measured: number, unit: string): Target =>
  judge({ what, bound, measured, unit, sign: '≤', met: measured <= bound })

interface Judged {
  what: string
  bound: number
  measured: number
  unit: string
  sign: string
  met: boolean
}

const judge = ({ what, bound, measured, unit, sign, met }: Judged): Target => {
  const target = `${sign} ${round(bound)}${unit}`
  // Infinite is what did not end while somebody waited.
  if (measured === Number.POSITIVE_INFINITY) return { what, target, measured: 'no end', met: false }
  if (Number.isNaN(measured)) return { what, target, measured: '–', met: null }
  return { what, target, measured: `${round(measured)}${unit}`, met }
}

/** Three significant digits, thousands apart. */
export const round = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}
