import { createHash } from 'node:crypto'
import type { Database, Runner, Transaction } from './database.js'
import { queryPlannedOnce } from './plan-once.js'

/** A statement that is run again and again: each connection parses and plans it once. */
export interface Statement<Row> {
  /** The rows that it returns, also those that an `update … returning` does. Rejects with pg's own error. */
  run(on: Database | Transaction, parameters: readonly unknown[]): Promise<Row[]>
  /** The statement with its parameters, for {@link runTogether}. */
  with(values: BoundStatement['values']): BoundStatement
}

/** A statement and its parameters as PostgreSQL reads them. */
export interface BoundStatement {
  name: string
  text: string
  values: readonly (string | number | boolean | null)[]
}

interface Connection {
  query(query: { name?: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[] }>
}

// Behind a pooler that hands out another session for each transaction, the name isn't known there, or already taken.
export const NAME_NOT_KEPT = new Set(['26000', '42P05'])

const unnamed = new WeakSet<Database>()

/** Whether a statement's name was found not to be kept between two uses. */
export const forgetsNames = (dataSource: Database): boolean => unnamed.has(dataSource)

/** Has every later statement run without its name. */
export const keepNoNames = (dataSource: Database): void => void unnamed.add(dataSource)

interface Place {
  dataSource: Database
  /** Of the transaction in which it is run, if it is in one. */
  runner: Runner | undefined
}

const query = async <Row>(
  { dataSource, runner: given }: Place,
  statement: { name: string; text: string },
  values: readonly unknown[],
) => {
  const runner = given ?? dataSource.createQueryRunner()
  try {
    const connection = (await runner.connect()) as Connection
    if (unnamed.has(dataSource)) return (await connection.query({ text: statement.text, values })).rows as Row[]
    const config = { ...statement, values }
    const { rows } = await ((given ? undefined : queryPlannedOnce(connection, config)) ?? connection.query(config))
    return rows as Row[]
  } catch (error) {
    if (NAME_NOT_KEPT.has((error as { code?: string }).code ?? '')) unnamed.add(dataSource)
    throw error
  } finally {
    if (!given) await runner.release()
  }
}

/** Runs one statement of those that `with` gave. Its errors are the caller's, as in `run` within a transaction. */
export const runBound = async (tx: Transaction, { values, ...statement }: BoundStatement): Promise<void> =>
  void (await query({ dataSource: tx.connection, runner: tx.queryRunner }, statement, values))

// A plan for arrays of one element looks cheaper than the one for any, for which ten are expected: PostgreSQL would plan
// each run of a statement with few rows anew, at several times the cost of running it. It doesn't look into a sub-select.
const withoutLengths = (text: string): string => text.replaceAll(/(?<!(?:any|all)\s*\()\$\d+::\w+\[\]/g, '(select $&)')

/**
 * `given` as a named statement. Where names are not kept, the Database goes on without them: outside a transaction the
 * statement is run once more, within one the error is the caller's, whose next transaction succeeds. For work that is
 * tried again by itself, and so never for a host's own transactions.
 */
export const createStatement = <Row>(given: string): Statement<Row> => {
  const text = withoutLengths(given)
  const statement = { name: `cp_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text }
  return {
    with: (values) => ({ ...statement, values }),
    async run(on, parameters) {
      const [dataSource, runner] = 'createQueryRunner' in on ? [on] : [on.connection, on.queryRunner]
      const isNamed = !unnamed.has(dataSource)
      try {
        return await query<Row>({ dataSource, runner }, statement, parameters)
      } catch (error) {
        const lostItsName = isNamed && unnamed.has(dataSource)
        if (!lostItsName || runner?.isTransactionActive) throw error
        return query<Row>({ dataSource, runner }, statement, parameters)
      }
    },
  }
}
