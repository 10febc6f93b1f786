import type { EntityManager } from 'typeorm'
import type { DifferenceData, KindCount, RunData } from '../components/reconciliation/reconciliation-data.js'
import { loadRecord } from '../domain/load-record.js'
import { maskExternalId, maskLogin } from '../domain/mask.js'
import { Integration } from '../entities/integration.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'
import type { PanelAction } from './panel-action.js'

const PAGE_SIZE = 20
const SHOWN_RUNS = 30

const readRuns = (tx: EntityManager, integrationId: number): Promise<RunData[]> =>
  tx.query(
    `select r.id, r.source, r.started_at as "startedAt", r.finished_at as "finishedAt", r.compared,
       r.under_way as "underWay", r.failure, r.requested_by as "requestedBy", d.differences, d.open
     from content_platforms.reconciliation r
     cross join lateral (
       select count(*)::int as differences, count(*) filter (where fixed_at is null)::int as open
       from content_platforms.reconciliation_difference where reconciliation_id = r.id) d
     where r.integration_id = $1 order by r.id desc limit $2`,
    [integrationId, SHOWN_RUNS],
  )

const readKinds = (tx: EntityManager, runId: number): Promise<KindCount[]> =>
  tx.query(
    `select kind, count(*)::int as open,
       count(*) filter (where account_id is not null and subscription_id is not null)::int as fixable
     from content_platforms.reconciliation_difference
     where reconciliation_id = $1 and fixed_at is null group by kind order by kind`,
    [runId],
  )

interface Filter {
  runId: number
  kind: string | null
  situation: string | null
}

const WHERE = `d.reconciliation_id = $1 and ($2::text is null or d.kind = $2)
  and case $3::text when 'settled' then d.fixed_at is not null when 'all' then true else d.fixed_at is null end`

const countDifferences = async (tx: EntityManager, { runId, kind, situation }: Filter): Promise<number> => {
  const [row]: { n: number }[] = await tx.query(
    `select count(*)::int as n from content_platforms.reconciliation_difference d where ${WHERE}`,
    [runId, kind, situation],
  )
  return row?.n ?? 0
}

/** BR-74: of a platform's users no more than lists show elsewhere. */
const toMask = (difference: DifferenceData): DifferenceData => ({
  ...difference,
  externalId: difference.externalId && maskExternalId(difference.externalId),
  login: difference.login && maskLogin(difference.login),
})

const readDifferences = (
  tx: EntityManager,
  { runId, kind, situation, page }: Filter & { page: number },
): Promise<DifferenceData[]> =>
  tx.query(
    `select d.id, d.kind, coalesce(d.external_id, a.external_id) as "externalId", a.login, c.id as "customerId",
       c.name as customer, sv.id as "serviceId", sv.number as "serviceNumber", p.name as package, d.ours, d.theirs,
       d.resolution, d.fixed_at as "fixedAt", d.fixed_by as "fixedBy",
       d.fixed_at is null and d.account_id is not null and d.subscription_id is not null as fixable
     from content_platforms.reconciliation_difference d
     left join content_platforms.platform_account a on a.id = d.account_id
     left join content_platforms.customer c on c.id = a.customer_id
     left join content_platforms.package_subscription s on s.id = d.subscription_id
     left join content_platforms.customer_service sv on sv.id = s.service_id
     left join content_platforms.content_package p on p.id = s.package_id
     where ${WHERE} order by d.id limit $4 offset $5`,
    [runId, kind, situation, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  )

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const numberIn = (value: unknown): number | null => {
  const id = parseRecordId('integer', value)
  return typeof id === 'number' ? id : null
}

/**
 * *Reconciliar* (BR-100): the integration's runs, and the differences of one of them, page by page: `runId`, `kind`,
 * `situation` (`open` unless given, `settled`, `all`), `page`.
 */
export const showReconciliationAction = ({ dataSource, listsAccounts }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'GitPullRequest',
  component: 'CpReconciliation',
  handler: readRecord(dataSource, async (integrationId, query, { tx, actor }) => {
    const integration = await loadRecord(tx, Integration, integrationId)
    const runs = await readRuns(tx, integrationId)
    const asked = numberIn(query.runId)
    // One that failed has nothing to show, so the last that didn't is opened.
    const run = runs.find(({ id }) => id === asked) ?? runs.find(({ finishedAt, failure }) => finishedAt && !failure)
    const filter = { runId: run?.id ?? 0, kind: textIn(query.kind), situation: textIn(query.situation) }
    const total = run ? await countDifferences(tx, filter) : 0
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
    const page = Math.min(numberIn(query.page) ?? 1, pages)
    return {
      integrationActive: integration.active,
      listsAccounts: listsAccounts(integration.gateway),
      runs,
      runId: run?.id ?? null,
      kinds: run ? await readKinds(tx, run.id) : [],
      differences: run ? (await readDifferences(tx, { ...filter, page })).map(toMask) : [],
      page,
      pages,
      total,
      mayCorrect: can(actor.role, 'Integration', 'correctDifferences'),
    }
  }),
})
