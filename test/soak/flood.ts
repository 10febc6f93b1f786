import type { DataSource } from 'typeorm'
import { explainByUnseenAnswer, findBrokenPromises, readCommitted } from '../integration/webhooks/invariants.js'
import { drained } from './drained.js'
import { setBlocks } from './facts.js'
import type { Platform } from './platforms.js'
import { seedServices } from './seed.js'

export interface Flood {
  events: number
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
  for (let recorded = SERVICES, blocked = true; recorded < events; recorded += SERVICES, blocked = !blocked)
    await dataSource.transaction((tx) => setBlocks(tx, ids, blocked))
  await drained(dataSource)
  const drainMs = performance.now() - startedAt
  const committed = (await readCommitted(dataSource)).filter(({ id }) => !known.has(id))
  const mayRepeat = await explainByUnseenAnswer(dataSource)
  const requests = platforms.flatMap((platform, index) => platform.requests.slice(seen[index]))
  return { events: committed.length, drainMs, broken: findBrokenPromises({ committed, requests, mayRepeat }) }
}
