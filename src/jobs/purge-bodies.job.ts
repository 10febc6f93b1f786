import type { Job } from './job.js'

export interface PurgeBodiesOptions {
  /** How many days the bodies of attempts are kept. */
  keepDays: number
  batchSize?: number
}

/**
 * BR-75: forgets what was sent and answered in attempts that are older than `keepDays`. That, when and with what outcome
 * an attempt was made stays, as do the platform's words about a failure, which hold no personal data.
 */
export const createPurgeBodiesJob = ({ keepDays, batchSize = 1_000 }: PurgeBodiesOptions): Job => ({
  name: 'delivery.purge_bodies',
  schedule: { kind: 'every', intervalMs: 3_600_000 },
  async run({ signal, step }) {
    let purged = 0
    while (!signal.aborted) {
      // Rows that somebody holds are left for the next run: nothing waits for this, nor does it wait.
      const count = await step(async (tx) => {
        const [rows]: [unknown[], number] = await tx.query(
          `with due as (
             select id from content_platforms.delivery_attempt
             where bodies_purged_at is null and started_at < now() - make_interval(days => $1)
             order by started_at limit $2 for update skip locked
           )
           update content_platforms.delivery_attempt t
           set request_masked = null, response_masked = null, bodies_purged_at = now()
           from due where t.id = due.id returning t.id`,
          [keepDays, batchSize],
        )
        return rows.length
      })
      purged += count
      if (count < batchSize) break
    }
    return { purged }
  },
})
