import type { EntityManager } from 'typeorm'
import { countEndsOf } from '../hooks/read-drift.js'
import { askForAllowance } from './ask-brake.js'
import { writeInChunks } from './in-chunks.js'
import type { JobParts } from './index.js'
import type { Job } from './job.js'
import { touchServices } from './touch-services.js'

const NAME = 'subscription.expire'
const ACTOR = { id: `job:${NAME}`, role: 'system' } as const
const INTERVAL_MS = 600_000
const CHUNK = 500

/** Services with subscriptions whose last day has passed and of which that wasn't recorded yet. */
const findExpired = async (tx: EntityManager, today: string): Promise<number[]> => {
  const rows: { id: number }[] = await tx.query(
    `select distinct service_id as id from content_platforms.package_subscription
     where expires_on < $1::date and recorded_state in ('active', 'suspended', 'waiting') order by service_id`,
    [today],
  )
  return rows.map(({ id }) => id)
}

/**
 * BR-25: the day after its last day a subscription becomes absent. Changes no fact but the day it is: it touches the
 * services, and the hooks record what that means. Soon after the provider's midnight, and after any downtime.
 */
export const createExpireJob = ({ readToday, logger }: Pick<JobParts, 'readToday' | 'logger'>): Job => ({
  name: NAME,
  schedule: { kind: 'every', intervalMs: INTERVAL_MS },
  async run({ dataSource, step, signal }) {
    const today = await readToday(dataSource.manager)
    const expired = await findExpired(dataSource.manager, today)
    const count = await countEndsOf(dataSource.manager, { serviceIds: expired, today })
    const allowance = await askForAllowance({ step, logger, source: NAME, count })
    if (!allowance) return { held: count }
    const expire = (serviceIds: readonly number[]): Promise<number> =>
      step(async (tx) => {
        const drifts = await touchServices(tx, { serviceIds, allowance, today: await readToday(tx), actor: ACTOR })
        return drifts.filter(({ isExpiry }) => isExpiry).length
      })
    return { expired: await writeInChunks({ ids: expired, size: CHUNK, signal, logger, write: expire }) }
  },
})
