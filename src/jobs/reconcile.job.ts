import { type ReconcileInput, reconcile } from '../domain/reconciliation/reconcile.js'
import { DomainError } from '../errors.js'
import type { Job, JobLogger } from './job.js'

export interface ReconcileJobParts extends Pick<ReconcileInput, 'listAccounts'> {
  /** From which hour of the provider's day on it runs. */
  dailyHour: number
  logger: JobLogger
}

const ACTOR = { id: 'job:integration.reconcile', role: 'system' } as const
/** After a crash the run is made up for; who was compared before it is not asked again. */
const FRESH_HOURS = 12

/**
 * BR-100: compares every active integration with its platform once a day. Only finds; a person corrects. A platform that
 * doesn't answer keeps its failed run and no other from being compared.
 */
export const createReconcileJob = ({ listAccounts, dailyHour, logger }: ReconcileJobParts): Job => ({
  name: 'integration.reconcile',
  schedule: { kind: 'daily', hour: dailyHour },
  async run({ dataSource, signal }) {
    const integrations: { id: number }[] = await dataSource.query(
      `select i.id from content_platforms.integration i
       where i.active and not exists (
         select from content_platforms.reconciliation r
         where r.integration_id = i.id and r.requested_by = $1 and r.finished_at is not null and r.failure is null
           and r.started_at > now() - make_interval(hours => $2))
       order by i.id`,
      [ACTOR.id, FRESH_HOURS],
    )
    const figures = { compared: 0, differing: 0, unreachable: 0 }
    for (const { id } of integrations) {
      if (signal.aborted) break
      try {
        const { compared, differences } = await reconcile(dataSource, {
          integrationId: id,
          actor: ACTOR,
          listAccounts,
          signal,
        })
        figures.compared += compared
        figures.differing += differences
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        figures.unreachable += 1
        logger.warn({ integrationId: id, code: error.code }, 'reconcile.failed')
      }
    }
    return figures
  },
})
