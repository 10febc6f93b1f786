import type { EntityManager } from 'typeorm'
import type { Actor } from '../domain/actor.js'
import { UNLOCK_ENDED } from '../domain/services/end-trust-unlocks.js'
import { countEnds, type Drift, readDrift } from '../hooks/read-drift.js'
import { askForAllowance } from './ask-brake.js'
import { writeInChunks } from './in-chunks.js'
import type { JobParts } from './index.js'
import type { JobResult, JobRun } from './job.js'
import { touchServices } from './touch-services.js'

export const RECOMPUTE = 'subscription.recompute'
const CHUNK = 500

interface RecomputeInput extends JobRun, Pick<JobParts, 'readToday' | 'logger'> {
  actor: Actor
}

interface Found {
  checked: number
  drifted: number
  ends: number
  serviceIds: number[]
}

/** The next services by id. One whose trust unlock is about to end is left to the job that ends it. */
const nextServices = async (tx: EntityManager, today: string, after: number): Promise<number[]> => {
  const rows: { id: number }[] = await tx.query(
    `select sv.id from content_platforms.customer_service sv
     where sv.id > $2 and ${UNLOCK_ENDED} is not true
       and exists (select from content_platforms.package_subscription s where s.service_id = sv.id)
     order by sv.id limit $3`,
    [today, after, CHUNK],
  )
  return rows.map(({ id }) => id)
}

/** With the services whose subscriptions these go on with, or which go on with theirs: a migration is one matter. */
const withNeighbours = async (tx: EntityManager, serviceIds: readonly number[]): Promise<number[]> => {
  if (serviceIds.length === 0) return []
  const rows: { id: number }[] = await tx.query(
    `select p.service_id as id from content_platforms.package_subscription s
     join content_platforms.package_subscription p on p.id = s.continues_id and p.recorded_state <> 'absent'
     where s.service_id = any($1)
     union
     select s.service_id from content_platforms.package_subscription p
     join content_platforms.package_subscription s on s.continues_id = p.id
     where p.service_id = any($1) and p.recorded_state <> 'absent'`,
    [serviceIds],
  )
  return [...new Set([...serviceIds, ...rows.map(({ id }) => id)])]
}

const mistakes = (drifts: readonly Drift[]): Drift[] => drifts.filter(({ isExpiry }) => !isExpiry)

/** Reads only and locks nothing: what it finds is looked at again, locked, before it is corrected. */
const findDrift = async ({ dataSource, signal, readToday }: RecomputeInput): Promise<Found> => {
  const tx = dataSource.manager
  const today = await readToday(tx)
  const found: Found = { checked: 0, drifted: 0, ends: 0, serviceIds: [] }
  const services = new Set<number>()
  const after = (ids: readonly number[]) => nextServices(tx, today, ids.at(-1) ?? 0)
  for (let ids = await after([]); ids.length > 0; ids = await after(ids)) {
    signal.throwIfAborted()
    const drifts = await readDrift(tx, { serviceIds: await withNeighbours(tx, ids), today })
    const fresh = drifts.filter(({ serviceId }) => !services.has(serviceId))
    const wrong = mistakes(fresh)
    // Whatever a correction touches changes with it, an expiry that waits for a person included: so all of it counts.
    const wrongIds = wrong.map(({ serviceId }) => serviceId)
    const touched = new Set(await withNeighbours(tx, wrongIds))
    for (const id of touched) services.add(id)
    found.checked += ids.length
    found.drifted += wrong.length
    found.ends += countEnds(fresh.filter(({ serviceId }) => touched.has(serviceId)))
  }
  return { ...found, serviceIds: [...services].sort((a, b) => a - b) }
}

/**
 * Compares every subscription with what its platform was told and has the difference recorded as events: what others
 * changed by raw SQL, and what was missed. Each correction is audited; without a difference nothing is written. When it
 * would suspend or remove too many at once it only reports them, until a person confirms (BR-45).
 */
export const recompute = async (input: RecomputeInput): Promise<JobResult> => {
  const { step, signal, logger, readToday, actor } = input
  const { checked, drifted, ends, serviceIds } = await findDrift(input)
  const allowance = await askForAllowance({ step, logger, source: RECOMPUTE, count: ends })
  if (!allowance) return { checked, drifted, held: ends }
  const write = (ids: readonly number[]): Promise<number> =>
    step(async (tx) => {
      const serviceIds = await withNeighbours(tx, ids)
      return mistakes(await touchServices(tx, { serviceIds, allowance, today: await readToday(tx), actor })).length
    })
  const corrected = await writeInChunks({ ids: serviceIds, size: CHUNK, signal, logger, write })
  return { checked, drifted, corrected }
}
