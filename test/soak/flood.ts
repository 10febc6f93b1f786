import type { DataSource } from 'typeorm'
import { explainByUnseenAnswer, findBrokenPromises, readCommitted } from '../integration/webhooks/invariants.js'
import { drained } from './drained.js'
import { setBlocks } from './facts.js'
import type { Platform } from './platforms.js'
import { seedServices } from './seed.js'

export interface Flood {
  events: number
  /** Requests beyond one each, because a platform was too slow to answer in time. */
  repeated: number
  drainMs: number
  broken: string[]
}

const SERVICES = 2_000

/** So many events at once for workers that nobody disturbs: each is sent once unless its platform was too
 * slow to answer, and never two of a lane at a time. */
export const flood = async (
  dataSource: DataSource,
  { platforms, events }: { platforms: readonly Platform[]; events: number },
): Promise<Flood> => {
  const known = new Set((await readCommitted(dataSource)).map(({ id }) => id))
  const seen = platforms.map(({ requests }) => requests.length)
  const startedAt = performance.now()
  const ids = await seedServices(dataSource, SERVICES)
  let blocked = true
  while ((await countNew(dataSource, known.size)) < events) {
    await dataSource.transaction((tx) => setBlocks(tx, ids, blocked))
    blocked = !blocked
  }
  await drained(dataSource)
  const drainMs = performance.now() - startedAt
  const committed = (await readCommitted(dataSource)).filter(({ id }) => !known.has(id))
  const mayRepeat = await explainByUnseenAnswer(dataSource)
  const requests = platforms.flatMap((platform, index) => platform.requests.slice(seen[index]))
  const broken = findBrokenPromises({ committed, requests, mayRepeat })
  return { events: committed.length, repeated: requests.length - committed.length, drainMs, broken }
}

const countNew = async (dataSource: DataSource, known: number): Promise<number> => {
  const [{ n }] = await dataSource.query(
    'select count(*)::int as n from content_platforms.webhook_event where lane_id is not null',
  )
  return n - known
}
