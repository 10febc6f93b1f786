import type { EntityManager, QueryRunner } from 'typeorm'

/** Facts that a transaction changed so far, by id. What they mean is computed once, when it commits. */
export interface Touches {
  services: Set<number>
  packages: Set<number>
  products: Set<number>
  integrations: Set<number>
  statuses: Set<number>
  /** Packages to which a subscription was linked, or that got another product: their switches must be held still. */
  linkedPackages: Set<number>
  /** Subscriptions may have been linked to packages that nobody named. */
  linksUnknown: boolean
  /** A service came to have another status. */
  statusesChanged: boolean
  /** Customers that platforms may know, with the fields of theirs that were edited. */
  customers: Map<number, Set<string>>
}

const KEY = Symbol.for('adminjs-content-platforms.touches')
const TRACKED = Symbol.for('adminjs-content-platforms.tracked-write')

interface RunnerData {
  [KEY]?: Touches
  [TRACKED]?: number
}

const dataOf = (runner: QueryRunner): RunnerData => runner.data as RunnerData

const runnerOf = (tx: EntityManager): QueryRunner => {
  if (!tx.queryRunner?.isTransactionActive) throw new TypeError('a fact is touched inside a transaction only')
  return tx.queryRunner
}

/** The touches of the running transaction, begun when there are none yet. */
export const touchesOf = (runner: QueryRunner): Touches => {
  const data = dataOf(runner)
  data[KEY] ??= {
    services: new Set(),
    packages: new Set(),
    products: new Set(),
    integrations: new Set(),
    statuses: new Set(),
    linkedPackages: new Set(),
    linksUnknown: false,
    statusesChanged: false,
    customers: new Map(),
  }
  return data[KEY]
}

/** The touches of the running transaction; undefined when it touched nothing. */
export const peekTouches = (runner: QueryRunner): Touches | undefined => dataOf(runner)[KEY]

/** Forgets what the transaction touched. */
export const forgetTouches = (runner: QueryRunner): void => {
  delete dataOf(runner)[KEY]
}

/**
 * Tells the hooks which services a set-based statement is about to change, and runs it. Without this, such a statement
 * on a watched entity is refused with `UNTRACKED_WRITE`, because it reaches the hooks without ids.
 *
 * Who already holds packages and statuses still says in `known` which packages are linked to: else all packages of these
 * services are locked after them, for which somebody who edits one of them may have to give way.
 */
export const trackedWrite = async <T>(
  tx: EntityManager,
  services: Iterable<number>,
  write: () => Promise<T>,
  known?: { linkedPackages: Iterable<number>; statusesChanged: boolean },
): Promise<T> => {
  const runner = runnerOf(tx)
  const touches = touchesOf(runner)
  for (const id of services) touches.services.add(id)
  for (const id of known?.linkedPackages ?? []) touches.linkedPackages.add(id)
  touches.linksUnknown ||= known === undefined
  touches.statusesChanged ||= known?.statusesChanged ?? true
  const data = dataOf(runner)
  data[TRACKED] = (data[TRACKED] ?? 0) + 1
  try {
    return await write()
  } finally {
    data[TRACKED] -= 1
  }
}

/** A statement announced by {@link trackedWrite} is running. */
export const isTrackedWrite = (runner: QueryRunner): boolean => (dataOf(runner)[TRACKED] ?? 0) > 0
