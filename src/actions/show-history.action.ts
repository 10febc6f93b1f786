import type { EntityManager } from 'typeorm'
import type { HistoryData, HistoryEntry } from '../components/history/history-data.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { changesOf } from './history-changes.js'
import { readNames } from './history-names.js'
import { HISTORY_SCOPES, type HistoryScope, RESOURCE_OF_TABLE } from './history-scopes.js'

const PAGE = 50
const MAX_ENTRIES = 1_000

interface Row {
  id: string
  at: Date
  actor: string
  action: string
  resource: string
  recordId: string
  reason: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  about: string | null
}

const ABOUT = `case a.resource
  when 'package_subscription' then (select p.name from content_platforms.package_subscription s
    join content_platforms.content_package p on p.id = s.package_id where s.id::text = a.record_id)
  when 'customer_service' then (select sv.number from content_platforms.customer_service sv where sv.id::text = a.record_id)
  when 'platform_account' then (select i.description from content_platforms.platform_account ac
    join content_platforms.integration i on i.id = ac.integration_id where ac.id::text = a.record_id)
  when 'webhook_event' then (select p.name from content_platforms.webhook_event e
    join content_platforms.package_subscription s on s.id = e.subscription_id
    join content_platforms.content_package p on p.id = s.package_id where e.id::text = a.record_id) end`

/** Entries of a record and of what belongs to it, by the index on what they are about. */
const readEntries = (
  tx: EntityManager,
  { scope, recordId, limit }: { scope: HistoryScope; recordId: string; limit: number },
): Promise<Row[]> =>
  tx.query(
    `with subject as (select $2::text as resource, $1::text as id ${scope.also ? `union all ${scope.also}` : ''}),
     newest as (
       select a.* from subject join content_platforms.audit_entry a
         on a.resource = subject.resource and a.record_id = subject.id
       order by a.id desc limit $3)
     select a.id::text, a.at, a.actor, a.action, a.resource, a.record_id as "recordId", a.reason, a.before, a.after,
       case when a.resource <> $2 then ${ABOUT} end as about
     from newest a order by a.id desc`,
    [recordId, scope.table, limit],
  )

const limitOf = (query: Readonly<Record<string, unknown>>): number => {
  const asked = Number(query.limit)
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MAX_ENTRIES) : PAGE
}

const toEntry = ({ resource, recordId: _, before, after, ...entry }: Row): HistoryEntry => ({
  ...entry,
  resourceId: RESOURCE_OF_TABLE[resource] ?? resource,
  changes: changesOf(before, after),
})

/** One entry of the audit as the histories show it, for its own page. */
export const showChangesAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord<string>(dataSource, async (entryId, _query, { tx }): Promise<HistoryData> => {
    const rows: Row[] = await tx.query(
      `select a.id::text, a.at, a.actor, a.action, a.resource, a.record_id as "recordId", a.reason, a.before, a.after,
         ${ABOUT} as about
       from content_platforms.audit_entry a where a.id = $1`,
      [entryId],
    )
    const entries = rows.map(toEntry)
    const changes = entries.flatMap((entry) => entry.changes)
    return { entries, names: await readNames(tx, changes), hasMore: false }
  }),
})

/** *Histórico* (BR-106): every change of a record on its own page, with who, when, why, from what to what. */
export const showHistoryAction = ({ dataSource }: PanelContext, resourceId: string) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord<number | string>(dataSource, async (recordId, query, { tx }): Promise<HistoryData> => {
    const scope = HISTORY_SCOPES[resourceId]
    if (!scope) throw new DomainError('NOT_FOUND', { resource: resourceId })
    const limit = limitOf(query)
    const rows = await readEntries(tx, { scope, recordId: String(recordId), limit: limit + 1 })
    const entries = rows.slice(0, limit).map(toEntry)
    const names = await readNames(
      tx,
      entries.flatMap(({ changes }) => changes),
    )
    return { entries, names, hasMore: rows.length > limit && limit < MAX_ENTRIES }
  }),
})
