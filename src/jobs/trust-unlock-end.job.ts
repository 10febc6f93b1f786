import { endTrustUnlocks, UNLOCK_ENDED } from '../domain/services/end-trust-unlocks.js'
import { spendAllowance } from '../domain/state/mass-brake.js'
import { peekTouches } from '../domain/touches.js'
import { countEndsOf } from '../hooks/read-drift.js'
import { AllowanceSpent, askForAllowance } from './ask-brake.js'
import type { JobParts } from './index.js'
import type { Job } from './job.js'

const NAME = 'service.trust_unlock_end'
const ACTOR = { id: `job:${NAME}`, role: 'system' } as const
const INTERVAL_MS = 60_000
const CHUNK = 500

/** BR-35: when a trust unlock is over without payment, debt counts again; not while the service is protected (BR-36). */
export const createTrustUnlockEndJob = ({ readToday, logger }: Pick<JobParts, 'readToday' | 'logger'>): Job => ({
  name: NAME,
  schedule: { kind: 'every', intervalMs: INTERVAL_MS },
  async run({ dataSource, step, signal }) {
    const today = await readToday(dataSource.manager)
    const rows: { id: number }[] = await dataSource.query(
      `select sv.id from content_platforms.customer_service sv where ${UNLOCK_ENDED} order by sv.id`,
      [today],
    )
    const serviceIds = rows.map(({ id }) => id)
    const count = await countEndsOf(dataSource.manager, { serviceIds, today })
    const allowance = await askForAllowance({ step, logger, source: NAME, count })
    if (!allowance) return { held: count }
    const endSome = (): Promise<number> =>
      step(async (tx) => {
        const now = await readToday(tx)
        const ended = await endTrustUnlocks(tx, { today: now, limit: CHUNK, actor: ACTOR })
        const touched = [...((tx.queryRunner && peekTouches(tx.queryRunner)?.services) ?? [])]
        const ends = await countEndsOf(tx, { serviceIds: touched, today: now })
        if (!(await spendAllowance(tx, allowance, ends))) throw new AllowanceSpent(NAME)
        return ended
      })
    let ended = 0
    for (let some = await endSome(); some > 0; some = await endSome()) {
      ended += some
      signal.throwIfAborted()
    }
    return { ended }
  },
})
