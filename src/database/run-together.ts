import type { DataSource } from 'typeorm'
import { type BoundStatement, forgetsNames, keepNoNames, NAME_NOT_KEPT } from './statement.js'

/** What it needs of pg's connection, as its own cursors use it. */
interface Wire {
  parsedStatements: Record<string, string | undefined>
  stream: { cork?(): void; uncork?(): void }
  parse(message: { name: string; text: string; types: [] }): void
  bind(message: { portal: string; statement: string; values: readonly (string | null)[] }): void
  execute(message: { portal: string; rows: 0 }): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}

interface Client {
  connection?: Partial<Wire>
  query(submittable: unknown): unknown
}

/** Values as PostgreSQL wrote them, in the order of the columns. */
export type RawRow = readonly (string | null)[]

// Planned once per connection, and not five times more for the values at hand, which none of these plans depends on.
const PLAN_ONCE: BoundStatement = {
  name: 'cp_plan_once',
  text: `select set_config('plan_cache_mode', 'force_generic_plan', true)`,
  values: [],
}

/**
 * Runs statements that write one after the other, in a transaction of their own and with one message there and back: rows
 * stay locked no longer than the statements take, whatever else keeps this process busy. Each sees what was committed
 * before it began; one that only reads would see what was there before all of them. Answers the rows of each. Undefined if
 * the driver, or a pooler that keeps no named statements, can't: nothing was done then. Rejects with PostgreSQL's own error.
 */
export const runTogether = async (
  dataSource: DataSource,
  statements: readonly BoundStatement[],
): Promise<RawRow[][] | undefined> => {
  if (forgetsNames(dataSource)) return undefined
  const runner = dataSource.createQueryRunner()
  try {
    const client: Client = await runner.connect()
    if (!hasWire(client)) return undefined
    const [, ...rows] = await new Promise<RawRow[][]>((resolve, reject) =>
      client.query(createBatch([PLAN_ONCE, ...statements], resolve, reject)),
    )
    return rows
  } catch (error) {
    if (!NAME_NOT_KEPT.has((error as { code?: string }).code ?? '')) throw error
    keepNoNames(dataSource)
    return undefined
  } finally {
    await runner.release()
  }
}

const hasWire = ({ connection }: Client): boolean =>
  connection?.parsedStatements !== undefined &&
  [connection.parse, connection.bind, connection.execute, connection.close, connection.sync].every(
    (send) => typeof send === 'function',
  )

const textOf = (value: BoundStatement['values'][number]): string | null => (value === null ? null : String(value))

/** What pg's client takes in place of a query of its own: it sends by itself and is told what comes back. */
const createBatch = (
  statements: readonly BoundStatement[],
  resolve: (rows: RawRow[][]) => void,
  reject: (error: unknown) => void,
) => {
  const rows: RawRow[][] = statements.map(() => [])
  let done = 0

  // Everything is bound before anything but the setting runs: what locks rows has the end of its transaction close behind
  // it, or a process that is stopped in the middle of sending would hold them.
  const send = (wire: Wire) => {
    for (const [index, { name, text, values }] of statements.entries()) {
      if (wire.parsedStatements[name] !== text) {
        wire.close({ type: 'S', name }) // from a batch that failed before it was noted
        wire.parse({ name, text, types: [] })
      }
      wire.bind({ portal: portalOf(index), statement: name, values: values.map(textOf) })
      if (index === 0) wire.execute({ portal: portalOf(index), rows: 0 })
    }
    for (const index of statements.keys()) if (index > 0) wire.execute({ portal: portalOf(index), rows: 0 })
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
      for (const { name, text } of statements) wire.parsedStatements[name] = text
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

const portalOf = (index: number) => `cp_${index}`
