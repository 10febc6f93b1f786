import { Alert } from '../../../src/entities/alert.js'
import { createAlertWatchJob } from '../../../src/jobs/alert-watch.job.js'
import { runOnce } from '../jobs/run-once.js'
import { createWorld } from '../webhooks/world.js'

export const RESUMED = 'content.subscription.resumed'

/** Lanes, jobs and brakes as alerts see them, and the watch over them. */
export const createAlertWorld = async () => {
  const world = await createWorld()
  const rows = (sql: string, parameters: unknown[] = []) => world.dataSource.query(sql, parameters)
  return {
    ...world,
    rows,
    /** One turn of the watch, as of a process that has just started. */
    watch: (settings = { resumeUndeliveredHours: 4, jobFailures: 3 }) =>
      runOnce(createAlertWatchJob(settings), world.dataSource),
    alerts: (): Promise<Alert[]> => world.dataSource.manager.find(Alert, { order: { id: 'ASC' } }),
    async open(): Promise<Alert[]> {
      return (await this.alerts()).filter(({ endedAt }) => endedAt === null)
    },
    /** A platform whose users have an event each that failed to the end. */
    async parked(lanes: number) {
      const integrationId = await world.integration('http://127.0.0.1:9/hook')
      const accountIds = await world.accounts(integrationId, lanes)
      const events = await world.record({ integrationId, accountIds })
      await rows(
        `update content_platforms.delivery_lane set parked_at = now() - make_interval(mins => $2 - id), parked_reason = 'exhausted'
         where integration_id = $1`,
        [integrationId, 1_000_000],
      )
      return { integrationId, events }
    },
    async tidy() {
      await world.tidy()
      await rows('truncate content_platforms.alert, content_platforms.job, content_platforms.mass_brake')
    },
  }
}

export type AlertWorld = Awaited<ReturnType<typeof createAlertWorld>>
