import type { Database } from './database.js'
import { notePrepared, PLAN_ONCE, prepareOn, sendPlanOnce, type Wire, wireOf } from './plan-once.js'
import { type BoundStatement, forgetsNames, keepNoNames, NAME_NOT_KEPT } from './statement.js'

/** Values as PostgreSQL wrote them, in the order of the columns. */
export type RawRow = readonly (string | null)[]

/**
 * Runs statements that write one after the other, in a transaction of their own and with one message there and back: rows
 * stay locked no longer than the statements take, whatever else keeps this process busy. Each sees what was committed
 * before it began; one that only reads would see what was there before all of them. Answers the rows of each. Undefined if
 * the driver, or a pooler that keeps no named statements, can't: nothing was done then. Rejects with PostgreSQL's own error.
 */
export const runTogether = async (
  dataSource: Database,
  statements: readonly BoundStatement[],
): Promise<RawRow[][] | undefined> => {
  if (forgetsNames(dataSource)) return undefined
  const runner = dataSource.createQueryRunner()
  try {
    const client = (await runner.connect()) as { query(batch: unknown): unknown }
    if (!wireOf(client)) return undefined
    return await new Promise<RawRow[][]>((resolve, reject) => client.query(createBatch(statements, resolve, reject)))
  } catch (error) {
    if (!NAME_NOT_KEPT.has((error as { code?: string }).code ?? '')) throw error
    keepNoNames(dataSource)
    return undefined
  } finally {
    await runner.release()
  }
}

const textOf = (value: BoundStatement['values'][number]): string | null => (value === null ? null : String(value))

/** What pg's client takes in place of a query of its own: it sends by itself and is told what comes back. */
const createBatch = (
  statements: readonly BoundStatement[],
  resolve: (rows: RawRow[][]) => void,
  reject: (error: unknown) => void,
) => {
  const rows: RawRow[][] = statements.map(() => [])
  let done = -1 // until the setting is made

  // Everything is bound before anything but the setting runs: what locks rows has the end of its transaction close behind
  // it, or a process that is stopped in the middle of sending would hold them.
  const send = (wire: Wire) => {
    sendPlanOnce(wire)
    const prepared = new Set<string>()
    for (const [index, { name, text, values }] of statements.entries()) {
      if (!prepared.has(name)) prepareOn(wire, { name, text })
      prepared.add(name)
      wire.bind({ portal: `cp_${index}`, statement: name, values: values.map(textOf) })
    }
    for (const index of statements.keys()) wire.execute({ portal: `cp_${index}`, rows: 0 })
    wire.sync()
  }

  const batch = {
    // Replaced by pg's client where it has a time limit of its own, so that every end goes through it.
    callback: (error: unknown, result?: RawRow[][]) => (result ? resolve(result) : reject(error)),
    submit(wire: Wire) {
      wire.stream.cork?.()
      try {
        send(wire)
      } finally {
        wire.stream.uncork?.()
      }
      return null
    },
    handleDataRow: ({ fields }: { fields: RawRow }) => void rows[done]?.push(fields),
    handleCommandComplete() {
      done += 1
    },
    handleReadyForQuery(wire: Wire) {
      for (const statement of [PLAN_ONCE, ...statements]) notePrepared(wire, statement)
      batch.callback(null, rows)
    },
    handleError: (error: unknown) => batch.callback(error),
    handleRowDescription() {},
    handleEmptyQuery() {},
    handlePortalSuspended() {},
    handleCopyInResponse() {},
    handleCopyData() {},
  }
  return batch
}
