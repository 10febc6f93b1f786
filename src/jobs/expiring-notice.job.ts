import { EXPIRING_SOON, recordExpiring } from '../hooks/record-expiring.js'
import { writeInChunks } from './in-chunks.js'
import type { JobParts } from './index.js'
import type { Job } from './job.js'

const CHUNK = 500
/** What the platform makes of it may reach people: not at night. */
const HOUR = 9

/** Tells the platforms that asked for it that a subscription's last day is near. */
export const createExpiringNoticeJob = ({ readToday, logger }: Pick<JobParts, 'readToday' | 'logger'>): Job => ({
  name: 'subscription.expiring',
  schedule: { kind: 'daily', hour: HOUR },
  async run({ dataSource, step, signal }) {
    const today = await readToday(dataSource.manager)
    const rows: { id: number }[] = await dataSource.query(
      `select distinct s.service_id as id ${EXPIRING_SOON} order by s.service_id`,
      [today],
    )
    const ids = rows.map(({ id }) => id)
    const notify = (serviceIds: readonly number[]): Promise<number> =>
      step(async (tx) => recordExpiring(tx, { serviceIds, today: await readToday(tx) }))
    return { notified: await writeInChunks({ ids, size: CHUNK, signal, logger, write: notify }) }
  },
})
