/** What it needs of the connection of pg's client, as pg's own cursors use it. */
export interface Wire {
  parsedStatements: Record<string, string | undefined>
  stream: { cork?(): void; uncork?(): void }
  parse(message: { name: string; text: string; types: [] }): void
  bind(message: { portal: string; statement: string; values: readonly (string | null)[] }): void
  execute(message: { portal: string; rows: 0 }): void
  close(message: { type: 'S'; name: string }): void
  sync(): void
}

/** A query of pg's own, of which some answers are kept from it. */
interface Query {
  submit(wire: Wire): Error | null
  handleDataRow(row: unknown): void
  handleCommandComplete(message: unknown, wire: Wire): void
  handleReadyForQuery(wire: Wire): void
}

type Callback = (error: unknown, result: { rows: unknown[] }) => void

interface Client {
  connection?: Partial<Wire>
  /** It sends queries ahead of the answers to those before, and takes none but its own. */
  pipeline?: boolean
  query(query: Query): unknown
  constructor: { Query?: new (config: object, values: undefined, callback: Callback) => Query }
}

interface NamedText {
  name: string
  text: string
}

// A connection plans a statement anew for the values of each of its first five runs, which costs more than to run it, and
// the plans that are meant here depend on no values. Nor may they on how large a table is when they are made: one that is
// empty then would be read whole, however it grew, so that rows are looked up by index wherever there is one. Reading a
// table without one counts as so costly that PostgreSQL before 18 would compile the plan each time. Holds until the end of
// the transaction that it is sent in.
export const PLAN_ONCE: NamedText = {
  name: 'cp_plan_once',
  text: `select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
    set_config('jit', 'off', true)`,
}

/** The connection of a client, unless it is of another driver or takes no queries but its own. */
export const wireOf = (client: unknown): Wire | undefined => {
  const { connection: wire, pipeline: isAhead = false } = client as Client
  const sends = [wire?.parse, wire?.bind, wire?.execute, wire?.close, wire?.sync]
  return !isAhead && wire?.parsedStatements && sends.every((send) => typeof send === 'function')
    ? (wire as Wire)
    : undefined
}

/** Sends a statement to be parsed under its name unless the connection knows it. */
export const prepareOn = (wire: Wire, { name, text }: NamedText): void => {
  if (wire.parsedStatements[name] === text) return
  wire.close({ type: 'S', name }) // from a transaction that failed before it was noted
  wire.parse({ name, text, types: [] })
}

/** To be called once that is known to have succeeded. */
export const notePrepared = (wire: Wire, { name, text }: NamedText): void => {
  wire.parsedStatements[name] = text
}

/** Sends {@link PLAN_ONCE} ahead of what the same transaction does; it answers one row and one command. */
export const sendPlanOnce = (wire: Wire): void => {
  prepareOn(wire, PLAN_ONCE)
  wire.bind({ portal: 'cp_plan_once', statement: PLAN_ONCE.name, values: [] })
  wire.execute({ portal: 'cp_plan_once', rows: 0 })
}

/** Runs a named statement outside a transaction as one that is planned once. Undefined if the driver can't. */
export const queryPlannedOnce = (
  given: unknown,
  config: NamedText & { values: readonly unknown[] },
): Promise<{ rows: unknown[] }> | undefined => {
  const client = given as Client
  const Query = client.constructor.Query
  if (!Query || !wireOf(client)) return undefined
  return new Promise((resolve, reject) => {
    const query = new Query(config, undefined, (error, result) => (error ? reject(error) : resolve(result)))
    client.query(behindPlanOnce(query))
  })
}

const behindPlanOnce = (query: Query): Query => {
  const own = {
    submit: query.submit.bind(query),
    handleDataRow: query.handleDataRow.bind(query),
    handleCommandComplete: query.handleCommandComplete.bind(query),
    handleReadyForQuery: query.handleReadyForQuery.bind(query),
  }
  let isPlanned = false
  return Object.assign(query, {
    submit(wire: Wire) {
      wire.stream.cork?.()
      try {
        sendPlanOnce(wire)
        return own.submit(wire)
      } finally {
        wire.stream.uncork?.()
      }
    },
    handleDataRow(row: unknown) {
      if (isPlanned) own.handleDataRow(row)
    },
    handleCommandComplete(message: unknown, wire: Wire) {
      if (isPlanned) own.handleCommandComplete(message, wire)
      isPlanned = true
    },
    handleReadyForQuery(wire: Wire) {
      notePrepared(wire, PLAN_ONCE)
      own.handleReadyForQuery(wire)
    },
  })
}
