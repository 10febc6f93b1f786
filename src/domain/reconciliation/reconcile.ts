import type { DataSource, EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import { DomainError } from '../../errors.js'
import type { Actor } from '../actor.js'
import { loadRecord } from '../load-record.js'
import { recordAudit } from '../record-audit.js'
import { type Compared, compareWithConfirmed } from './compare-confirmed.js'
import { compareWithListed } from './compare-listed.js'
import type { ListedAccount } from './listed-account.js'

/** Runs that are kept of each integration; older ones go with their differences. */
const KEPT_RUNS = 30
/** Longer than a list may take: a run that is older died with its process. */
const ABANDONED_AFTER_MINUTES = 30

export interface ReconcileInput {
  integrationId: number
  actor: Actor
  /** Asks the platform for its users; null where its gateway has no such list. */
  listAccounts(integrationId: number, signal?: AbortSignal): Promise<readonly ListedAccount[] | null>
  signal?: AbortSignal
}

export interface ReconcileResult extends Compared {
  id: number
  differences: number
}

interface Run {
  id: number
  startedAt: Date
}

const beginRun = async (tx: EntityManager, { integrationId, actor }: ReconcileInput): Promise<Run> => {
  const integration = await loadRecord(tx, Integration, integrationId)
  if (!integration.active) throw new DomainError('INTEGRATION_INACTIVE', { integrationId })
  await tx.query(
    `update content_platforms.reconciliation set finished_at = clock_timestamp(), failure = '{"code": "INTERRUPTED"}'
     where integration_id = $1 and finished_at is null and started_at < now() - make_interval(mins => $2)`,
    [integrationId, ABANDONED_AFTER_MINUTES],
  )
  // The unique index on unfinished runs lets one of twenty presses through.
  const [run]: Run[] = await tx.query(
    `insert into content_platforms.reconciliation (integration_id, started_at, requested_by)
     values ($1, clock_timestamp(), $2) on conflict (integration_id) where finished_at is null do nothing
     returning id, started_at as "startedAt"`,
    [integrationId, actor.id],
  )
  if (!run) throw new DomainError('RECONCILIATION_RUNNING', { integrationId })
  return run
}

const failRun = (dataSource: DataSource, id: number, error: unknown): Promise<unknown> => {
  const data = error instanceof DomainError ? { ...error.data, code: error.code } : { code: 'UNEXPECTED' }
  return dataSource.query(
    `update content_platforms.reconciliation set finished_at = clock_timestamp(), failure = $2
     where id = $1 and finished_at is null`,
    [id, JSON.stringify(data)],
  )
}

const finishRun = async (
  tx: EntityManager,
  { run, accounts, input }: { run: Run; accounts: readonly ListedAccount[] | null; input: ReconcileInput },
): Promise<ReconcileResult> => {
  const { integrationId, actor } = input
  const about = { reconciliationId: run.id, integrationId, startedAt: run.startedAt }
  const counts = accounts ? await compareWithListed(tx, { ...about, accounts }) : await compareWithConfirmed(tx, about)
  const source = accounts ? 'platform_list' : 'confirmed_state'
  const finished: { id: number }[] = await tx.query(
    `with done as (
       update content_platforms.reconciliation set finished_at = clock_timestamp(), source = $2, compared = $3, under_way = $4
       where id = $1 and finished_at is null returning id)
     select id from done`,
    [run.id, source, counts.compared, counts.underWay],
  )
  // Given up for dead meanwhile, and perhaps begun anew: its differences would be those of long ago.
  if (finished.length === 0) throw new DomainError('CONFLICT', { id: run.id })
  await tx.query(
    `delete from content_platforms.reconciliation where integration_id = $1 and id <= (
       select id from content_platforms.reconciliation where integration_id = $1 order by id desc offset $2 limit 1)`,
    [integrationId, KEPT_RUNS],
  )
  const [{ n: differences }]: [{ n: number }] = await tx.query(
    'select count(*)::int as n from content_platforms.reconciliation_difference where reconciliation_id = $1',
    [run.id],
  )
  await recordAudit(tx, {
    actor,
    action: 'integration.reconciled',
    resource: 'integration',
    recordId: integrationId,
    after: { reconciliationId: run.id, source, differences, ...counts },
  })
  return { id: run.id, differences, ...counts }
}

/**
 * BR-100: compares what was recorded for an integration with its platform's own list of users or, where its gateway has
 * none, with what the platform last acknowledged. Writes the differences and corrects nothing. The platform is asked
 * outside any transaction. Refuses with `RECONCILIATION_RUNNING` while another one of the integration runs,
 * `INTEGRATION_INACTIVE`, and the codes of the gateway, which the run then keeps.
 */
export const reconcile = async (dataSource: DataSource, input: ReconcileInput): Promise<ReconcileResult> => {
  const run = await dataSource.transaction((tx) => beginRun(tx, input))
  try {
    const accounts = await input.listAccounts(input.integrationId, input.signal)
    return await dataSource.transaction((tx) => finishRun(tx, { run, accounts, input }))
  } catch (error) {
    await failRun(dataSource, run.id, error)
    throw error
  }
}
