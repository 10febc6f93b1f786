/** What the screens of reconciliation read from their actions. */

/** An instant: a date on the server, ISO 8601 once it reached the browser. */
type Instant = string | Date

export interface RunData {
  id: number
  source: string | null
  startedAt: Instant
  finishedAt: Instant | null
  compared: number
  underWay: number
  /** Code of what went wrong, with its data. */
  failure: { code: string; [name: string]: string | number } | null
  requestedBy: string
  differences: number
  /** Of these, how many are not settled. */
  open: number
}

export interface DifferenceData {
  id: number
  kind: string
  /** The platform's name of the user. */
  externalId: string | null
  login: string | null
  customerId: number | null
  customer: string | null
  serviceId: number | null
  serviceNumber: string | null
  package: string | null
  ours: string | null
  theirs: string | null
  resolution: string | null
  fixedAt: Instant | null
  fixedBy: string | null
  fixable: boolean
}

/** How many open differences of a kind there are, and how many of them can be corrected from here. */
export interface KindCount {
  kind: string
  open: number
  fixable: number
}

/** Answer of `showReconciliation`. */
export interface ReconciliationData {
  integrationActive: boolean
  /** The gateway lists users; else the last acknowledgements are compared. */
  listsAccounts: boolean
  runs: RunData[]
  /** The run whose differences are shown; null before the first. */
  runId: number | null
  kinds: KindCount[]
  differences: DifferenceData[]
  page: number
  pages: number
  total: number
  mayCorrect: boolean
}

/** Answer of `findResendable`. */
export interface ResendableData {
  total: number
  underWay: number
}
