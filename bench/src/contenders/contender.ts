import type { Arrivals, Recorded } from '../measure/verdict.js'

export type { Arrivals, Recorded }

/** Where a contender works. */
export interface Setting {
  databaseUrl: string
  sinkUrl: string
  /** How many there are in all. */
  lanes: number
  /** Ours only: packages on each lane's service, and options of the plugin. */
  packages: number
  delivery: Record<string, number>
  /** Threads of each worker; the default of its command without it, or BENCH_THREADS. */
  threads?: number | undefined
  /** What the contender's row in the table names, such as whether it logs. */
  variant: Record<string, boolean>
}

/** Messages of `lanes` lanes from `firstLane` on, `perLane` of each, after the first `from` that were recorded earlier. */
export interface Batch {
  firstLane: number
  lanes: number
  perLane: number
  from: number
}

/** One transaction each. */
export interface Singles extends Batch {
  producers: number
  /** Transactions per second, evenly spaced; as many as possible without it. */
  ratePerSecond?: number
  /** Stops recording after this time, whatever is left. */
  maxMs: number
}

/** What each contender's script answers; it is started twice, as producer and as worker, or once where it can't be apart. */
export type ContenderCommands = {
  /** Makes its tables in an empty database. */
  prepare(setting: Setting): Promise<void>
  open(setting: Setting): Promise<void>
  bulk(batch: Batch): Promise<Recorded>
  singles(singles: Singles): Promise<Recorded>
  /** Begins to deliver, also what is recorded later. */
  work(setting: Setting): Promise<void>
  /** Whether everything that was recorded is written down as delivered. */
  isSettled(input: undefined): Promise<boolean>
  /** The secret with which its messages are signed. */
  secret(input: undefined): Promise<string>
}

/** Messages in the order in which they are recorded: all of a lane, then all of the next. */
export const placesOf = ({ firstLane, lanes, perLane, from }: Batch): { lane: number; sequence: number }[] =>
  Array.from({ length: lanes * perLane }, (_, index) => ({
    lane: firstLane + Math.floor(index / perLane),
    sequence: from + (index % perLane),
  }))

/** The same for single transactions: one of every lane, then the second of every lane. */
export const turnsOf = ({ firstLane, lanes, perLane, from }: Batch): { lane: number; sequence: number }[] =>
  Array.from({ length: lanes * perLane }, (_, index) => ({
    lane: firstLane + (index % lanes),
    sequence: from + Math.floor(index / lanes),
  }))
