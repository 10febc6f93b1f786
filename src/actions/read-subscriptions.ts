import type { EntityManager } from 'typeorm'
import type { SubscriptionData } from '../components/services/service-data.js'
import { type LanePosition, resolveStanding } from '../domain/state/subscription-standing.js'
import type { SubscriptionState } from '../entities/package-subscription.js'
import type { ContentEffect } from '../entities/service-status.js'

type Row = Omit<SubscriptionData, 'standing' | 'failure' | 'nextAttemptAt'> & {
  expired: boolean
  hasPlatform: boolean
  serviceEffect: ContentEffect
  recordedState: SubscriptionState
  recordedAccountId: number | null
  recordedSequence: number | null
  confirmedAccountId: number | null
  confirmedSequence: number | null
  lastError: string | null
  headSequence: number | null
  parked: boolean
  laneAttempts: number
  readyAt: Date | null
  eventType: string | null
  headFailure: string | null
}

const positionOf = (accountId: number | null, sequence: number | null): LanePosition | null =>
  accountId === null || sequence === null ? null : { accountId, sequence }

const WAITS = /^(awaiting_|error)/

const toData = (row: Row): SubscriptionData => {
  const standing = resolveStanding({
    wanted: row.removedAt === null && !row.expired && row.serviceEffect !== 'remove',
    hasPlatform: row.hasPlatform,
    serviceEffect: row.serviceEffect,
    recordedState: row.recordedState,
    recorded: positionOf(row.recordedAccountId, row.recordedSequence),
    confirmed: positionOf(row.confirmedAccountId, row.confirmedSequence),
    lane: row.headSequence === null ? null : { headSequence: row.headSequence, parked: row.parked },
    eventType: row.eventType,
  })
  const waits = WAITS.test(standing)
  const { id, serviceId, serviceNumber, packageId, code, name, priceCents, origin, mandatory, suspendOnDebt } = row
  const {
    integration,
    integrationActive,
    sendSuspendResume,
    suspendOnPartial,
    expiresOn,
    consentBy,
    consentAt,
    consentChannel,
  } = row
  return {
    ...{ id, serviceId, serviceNumber, packageId, code, name, priceCents, origin, mandatory, suspendOnDebt },
    ...{
      integration,
      integrationActive,
      sendSuspendResume,
      suspendOnPartial,
      expiresOn,
      consentBy,
      consentAt,
      consentChannel,
    },
    removedAt: row.removedAt,
    eventId: row.eventId,
    headEventId: waits ? row.headEventId : null,
    standing,
    failure: waits ? (row.headFailure ?? row.lastError) : null,
    nextAttemptAt: waits && !row.parked && row.laneAttempts > 0 ? row.readyAt : null,
  }
}

/** Which subscriptions: each condition narrows. `today` is `yyyy-mm-dd`. */
export interface SubscriptionQuery {
  ids?: readonly number[]
  serviceId?: number
  customerId?: number
  today: string
}

/** Packages of services with how they stand, those still linked first. */
export const readSubscriptions = async (
  tx: EntityManager,
  { ids, serviceId, customerId, today }: SubscriptionQuery,
): Promise<SubscriptionData[]> => {
  const rows: Row[] = await tx.query(
    `select s.id, s.service_id as "serviceId", sv.number as "serviceNumber", p.id as "packageId", p.code, p.name,
       s.price_cents as "priceCents", s.origin, coalesce(pp.mandatory, false) as mandatory,
       p.suspend_on_debt as "suspendOnDebt", i.description as integration, coalesce(i.active, true) as "integrationActive",
       coalesce(i.send_suspend_resume, false) as "sendSuspendResume",
       coalesce(i.suspend_on_partial, false) as "suspendOnPartial", s.expires_on::text as "expiresOn",
       coalesce(s.expires_on < $3::date, false) as expired, s.consent_by as "consentBy", s.consent_at as "consentAt",
       s.consent_channel as "consentChannel", s.removed_at as "removedAt", p.product_id is not null as "hasPlatform",
       st.content_effect as "serviceEffect", s.recorded_state as "recordedState",
       s.recorded_account_id as "recordedAccountId", s.recorded_sequence as "recordedSequence",
       c.account_id as "confirmedAccountId", c.sequence as "confirmedSequence", c.last_error as "lastError",
       l.head_sequence as "headSequence", coalesce(l.parked_at is not null, false) as parked,
       coalesce(l.attempts, 0) as "laneAttempts", l.ready_at as "readyAt",
       e.id as "eventId", e.type as "eventType", h.id as "headEventId", f.failure as "headFailure"
     from content_platforms.package_subscription s
     join content_platforms.customer_service sv on sv.id = s.service_id
     join content_platforms.service_status st on st.id = sv.status_id
     join content_platforms.content_package p on p.id = s.package_id
     left join content_platforms.plan_package pp on pp.plan_id = sv.plan_id and pp.package_id = p.id
     left join content_platforms.subscription_confirmation c on c.subscription_id = s.id
     left join content_platforms.platform_account a on a.id = s.recorded_account_id
     left join content_platforms.product pr on pr.id = p.product_id
     left join content_platforms.integration i on i.id = coalesce(pr.integration_id, a.integration_id)
     left join content_platforms.delivery_lane l on l.account_id = s.recorded_account_id
     left join content_platforms.webhook_event e on e.lane_id = l.id and e.sequence = s.recorded_sequence
     left join content_platforms.webhook_event h on h.lane_id = l.id and h.sequence = l.head_sequence
     left join lateral (
       select coalesce(t.message, t.error_class, 'HTTP ' || t.status) as failure
       from content_platforms.delivery_attempt t
       where t.event_id = h.id and t.outcome <> 'accepted' order by t.id desc limit 1) f on true
     where ($1::int is null or s.service_id = $1) and ($2::int is null or sv.customer_id = $2)
       and ($4::int[] is null or s.id = any($4))
     order by s.removed_at is not null, p.name, s.id limit 500`,
    [serviceId ?? null, customerId ?? null, today, ids ?? null],
  )
  return rows.map(toData)
}
