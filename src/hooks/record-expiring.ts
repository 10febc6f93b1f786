import type { EntityManager } from 'typeorm'
import { countProvisioned } from '../domain/state/platform-accounts.js'
import type { SubscriptionState } from '../entities/package-subscription.js'
import type { EventData } from '../events/catalogue.js'
import { createEventId } from '../webhooks/event-id.js'
import { type EventDraft, lockLanes, recordEvents } from '../webhooks/outbox.js'

interface ExpiringRow {
  id: number
  serviceId: number
  packageId: number
  productId: number
  integrationId: number
  accountId: number
  customerId: number
  serviceStatus: string
  recordedAsId: number | null
  state: SubscriptionState
  expiresOn: string
  daysLeft: number
}

const EXPIRING = 'content.subscription.expiring'

/** SQL: subscriptions of which a platform is to be told that their last day is near. `$1` is today. */
export const EXPIRING_SOON = `
  from content_platforms.package_subscription s
  join content_platforms.customer_service sv on sv.id = s.service_id
  join content_platforms.platform_account a on a.id = s.recorded_account_id
  join content_platforms.integration i on i.id = a.integration_id
  where s.recorded_state in ('active', 'suspended') and s.removed_at is null
    and s.expires_on between $1::date and $1::date + i.expiring_days
    and '${EXPIRING}' = any(i.event_types) and s.expiring_notified_for is distinct from s.expires_on`

const readExpiring = (
  tx: EntityManager,
  { serviceIds, today }: { serviceIds: readonly number[]; today: string },
): Promise<ExpiringRow[]> =>
  tx.query(
    `select s.id, s.service_id as "serviceId", s.package_id as "packageId", s.recorded_product_id as "productId",
       a.integration_id as "integrationId", a.id as "accountId", a.customer_id as "customerId",
       (select st.code from content_platforms.service_status st where st.id = sv.status_id) as "serviceStatus",
       s.recorded_as_id as "recordedAsId", s.recorded_state as state, s.expires_on::text as "expiresOn",
       s.expires_on - $1::date as "daysLeft"
     ${EXPIRING_SOON} and s.service_id = any($2) order by s.id`,
    [today, serviceIds],
  )

const toDraft = (row: ExpiringRow, held: number): EventDraft => {
  const { id, recordedAsId, integrationId, accountId, state } = row
  const { packageId, productId, serviceId, serviceStatus, customerId, expiresOn, daysLeft } = row
  const data: EventData<typeof EXPIRING> = {
    subscriptionId: recordedAsId ?? id,
    ...{ packageId, productId, serviceId, serviceStatus, accountId, customerId, expiresOn, daysLeft },
    ...{ state, previousState: state, reasons: [], otherActiveSubscriptions: Math.max(0, held - 1) },
  }
  return { id: createEventId(), type: EXPIRING, integrationId, accountId, subscriptionId: id, data }
}

/**
 * Tells the platforms that asked for it that subscriptions of these services end within `expiring_days`, once for each
 * last day. Informative: changes no state. In the caller's transaction; returns the number of events.
 */
export const recordExpiring = async (
  tx: EntityManager,
  { serviceIds, today }: { serviceIds: readonly number[]; today: string },
): Promise<number> => {
  // A date that is being changed is waited for and then read, in the statement after this one.
  await tx.query(`select from content_platforms.customer_service where id = any($1) order by id for no key update`, [
    serviceIds,
  ])
  const rows = await readExpiring(tx, { serviceIds, today })
  if (rows.length === 0) return 0
  await lockLanes(tx, rows)
  const held = await countProvisioned(tx, [...new Set(rows.map(({ accountId }) => accountId))])
  await recordEvents(
    tx,
    rows.map((row) => toDraft(row, held.get(row.accountId) ?? 0)),
  )
  // No race: the services are locked.
  await tx.query(
    `update content_platforms.package_subscription set expiring_notified_for = expires_on where id = any($1)`,
    [rows.map(({ id }) => id)],
  )
  return rows.length
}
