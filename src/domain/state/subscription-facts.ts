import type { EntityManager } from 'typeorm'
import type { SubscriptionState } from '../../entities/package-subscription.js'
import type { BlockKind } from '../../entities/service-block.js'
import type { ContentEffect } from '../../entities/service-status.js'
import type { Recorded, SubscriptionFacts } from './desired-state.js'

/** A subscription with its facts and what was recorded of it, as of one statement. */
export interface SubscriptionRow {
  id: number
  serviceId: number
  customerId: number
  packageId: number
  serviceStatus: string
  expiresOn: string | null
  /** The subscription of a previous service that this one goes on with. */
  continuesId: number | null
  /** The integration allows a customer one package only (BR-12). */
  singlePackage: boolean
  /** The integration takes `relinked`. */
  sendRelinked: boolean
  recordedAccountId: number | null
  recordedSequence: number | null
  /** The id by which the platform knows it, where that isn't its own. */
  recordedAsId: number | null
  /** The platform's own id of it. */
  externalId: string | null
  facts: SubscriptionFacts
  recorded: Recorded
}

interface FactColumns {
  id: number
  service_id: number
  customer_id: number
  package_id: number
  removed: boolean
  expires_on: string | null
  expired: boolean
  status: string
  content_effect: ContentEffect
  migrated_away: boolean
  continues_id: number | null
  open_blocks: BlockKind[]
  trust_unlocked: boolean
  suspend_on_debt: boolean
  product_id: number | null
  integration_id: number | null
  send_suspend_resume: boolean | null
  suspend_on_partial: boolean | null
  send_changed: boolean | null
  send_relinked: boolean | null
  single_package: boolean | null
  recorded_state: SubscriptionState
  recorded_product_id: number | null
  recorded_account_id: number | null
  recorded_sequence: number | null
  recorded_as_id: number | null
  external_id: string | null
  recorded_integration_id: number | null
  recorded_customer_id: number | null
}

const recordedTarget = (row: FactColumns): Recorded['target'] => {
  const { recorded_integration_id, recorded_customer_id, recorded_product_id } = row
  if (recorded_integration_id === null || recorded_customer_id === null || recorded_product_id === null) return null
  return { integrationId: recorded_integration_id, customerId: recorded_customer_id, productId: recorded_product_id }
}

const toRow = (row: FactColumns): SubscriptionRow => ({
  id: row.id,
  serviceId: row.service_id,
  customerId: row.customer_id,
  packageId: row.package_id,
  serviceStatus: row.status,
  expiresOn: row.expires_on,
  continuesId: row.continues_id,
  singlePackage: row.single_package ?? false,
  sendRelinked: row.send_relinked ?? false,
  recordedAccountId: row.recorded_account_id,
  recordedSequence: row.recorded_sequence,
  recordedAsId: row.recorded_as_id,
  externalId: row.external_id,
  facts: {
    unlinked: row.removed,
    expired: row.expired,
    contentEffect: row.content_effect,
    migratedAway: row.migrated_away,
    openBlocks: row.open_blocks,
    trustUnlocked: row.trust_unlocked,
    suspendOnDebt: row.suspend_on_debt,
    target:
      row.product_id === null || row.integration_id === null
        ? null
        : { integrationId: row.integration_id, customerId: row.customer_id, productId: row.product_id },
    sendSuspendResume: row.send_suspend_resume ?? true,
    suspendOnPartial: row.suspend_on_partial ?? false,
    sendChanged: row.send_changed ?? false,
  },
  recorded: { state: row.recorded_state, target: recordedTarget(row) },
})

/** Services per statement: what one takes in memory stays the same however many there are. */
const CHUNK = 20_000

// `offset 0` keeps the parts apart: over nine tables the planner thinks for longer than it takes to read a service.
const FACTS = `
  select s.id, s.service_id, s.customer_id, s.package_id, s.removed_at is not null as removed,
    s.expires_on::text, coalesce(s.expires_on < $2::date, false) as expired,
    st.code as status, st.content_effect, s.continues_id, s.migrated_away, s.open_blocks,
    coalesce(s.trust_unlock_until > now()
      or (s.trust_unlock_until is not null and s.do_not_suspend_until >= $2::date), false) as trust_unlocked,
    p.suspend_on_debt, p.product_id, p.integration_id, p.suspend_on_partial, p.single_package,
    p.send_suspend_resume, p.send_changed, p.send_relinked,
    s.recorded_state, s.recorded_product_id, s.recorded_account_id, s.recorded_sequence, s.recorded_as_id,
    c.external_id, a.integration_id as recorded_integration_id, a.customer_id as recorded_customer_id
  from (
    select s.*, sv.customer_id, sv.status_id, sv.trust_unlock_until, sv.do_not_suspend_until,
      exists (select from content_platforms.customer_service n where n.previous_service_id = sv.id) as migrated_away,
      array(select b.kind from content_platforms.service_block b
            where b.service_id = s.service_id and b.closed_at is null order by b.kind) as open_blocks
    from content_platforms.package_subscription s
    join content_platforms.customer_service sv on sv.id = s.service_id
    where s.service_id = any($1::int[]) offset 0
  ) s
  join content_platforms.service_status st on st.id = s.status_id
  join (
    select p.id, p.suspend_on_debt, p.product_id, pr.integration_id, i.suspend_on_partial, i.single_package,
      i.send_suspend_resume and 'content.subscription.suspended' = any(i.event_types) as send_suspend_resume,
      'content.subscription.changed' = any(i.event_types) as send_changed,
      'content.subscription.relinked' = any(i.event_types) as send_relinked
    from content_platforms.content_package p
    left join content_platforms.product pr on pr.id = p.product_id
    left join content_platforms.integration i on i.id = pr.integration_id offset 0
  ) p on p.id = s.package_id
  left join content_platforms.platform_account a on a.id = s.recorded_account_id
  left join content_platforms.subscription_confirmation c
    on c.subscription_id = s.id and c.account_id = s.recorded_account_id`

/**
 * Reads the facts of every subscription of these services, by subscription id ascending. `today` is a day in the
 * provider's time zone, `yyyy-mm-dd`. To be called after the services are locked, so that the facts hold.
 */
export const loadSubscriptionRows = async (
  tx: EntityManager,
  { serviceIds, today }: { serviceIds: readonly number[]; today: string },
): Promise<SubscriptionRow[]> => {
  const rows: SubscriptionRow[] = []
  for (let start = 0; start < serviceIds.length; start += CHUNK) {
    const read: FactColumns[] = await tx.query(FACTS, [serviceIds.slice(start, start + CHUNK), today])
    for (const row of read) rows.push(toRow(row))
  }
  return rows.sort((a, b) => a.id - b.id)
}
