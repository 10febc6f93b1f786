import type { EntityManager } from 'typeorm'
import { type DeliveryHealth, type EventData, HELD_STATES } from '../components/deliveries/delivery-data.js'
import type { EventState } from '../entities/webhook-event.js'
import { resolveSituation } from '../webhooks/event-situation.js'
import { NORMAL_DELIVERY, readDeliveryHealth } from './delivery-state.js'

/** Which events: each condition narrows; newest first unless `oldestFirst`. */
export interface EventQuery {
  ids?: readonly string[]
  customerId?: number
  serviceId?: number
  /** Unsettled events of a lane before a sequence. */
  ahead?: { laneId: number; sequence: number }
  oldestFirst?: boolean
  limit: number
}

export type ReadEvent = EventData & { laneId: number | null; waiting: number }

type Row = Omit<ReadEvent, 'situation' | 'delivery'> & {
  integrationId: number
  state: EventState
  isHead: boolean
  laneAttempts: number
}

const toEvent = (
  { state, isHead, laneAttempts, integrationId, ...row }: Row,
  health: ReadonlyMap<number, DeliveryHealth>,
): ReadEvent => {
  const parked = row.parkedAt !== null
  const delivery = health.get(integrationId) ?? NORMAL_DELIVERY
  const held = row.laneId !== null && HELD_STATES.includes(delivery.state)
  const situation = resolveSituation({ state, isHead, attempts: laneAttempts, parked, held })
  const isNext = situation === 'pending' || situation === 'retrying'
  return {
    ...row,
    situation,
    delivery,
    nextAttemptAt: isNext ? row.nextAttemptAt : null,
    parkedAt: state === 'pending' ? row.parkedAt : null,
    parkedReason: state === 'pending' ? row.parkedReason : null,
  }
}

/** Events with their lane, their last failure, and how delivery to their platforms stands. */
export const readEvents = async (tx: EntityManager, query: EventQuery): Promise<ReadEvent[]> => {
  const { ids, customerId, serviceId, ahead, oldestFirst = false, limit } = query
  const rows: Row[] = await tx.query(
    `select e.id, e.type, e.sequence, e.occurred_at as "occurredAt", e.settled_at as "settledAt", e.state,
       e.lane_id as "laneId", i.id as "integrationId", i.description as integration, i.active as "integrationActive",
       cu.id as "customerId", cu.name as customer, sv.id as "serviceId", sv.number as "serviceNumber", p.name as package,
       coalesce(l.head_sequence = e.sequence, true) as "isHead", coalesce(l.attempts, 0) as "laneAttempts",
       l.ready_at as "nextAttemptAt", l.parked_at as "parkedAt", l.parked_reason as "parkedReason",
       coalesce(l.last_sequence - l.head_sequence + 1, 0) as waiting,
       (select count(*)::int from content_platforms.delivery_attempt t where t.event_id = e.id) as attempts,
       (select coalesce(t.message, t.error_class, 'HTTP ' || t.status) from content_platforms.delivery_attempt t
        where t.event_id = e.id and t.outcome <> 'accepted' order by t.id desc limit 1) as failure
     from content_platforms.webhook_event e
     join content_platforms.integration i on i.id = e.integration_id
     left join content_platforms.delivery_lane l on l.id = e.lane_id
     left join content_platforms.platform_account a on a.id = l.account_id
     left join content_platforms.customer cu on cu.id = a.customer_id
     left join content_platforms.package_subscription s on s.id = e.subscription_id
     left join content_platforms.customer_service sv on sv.id = s.service_id
     left join content_platforms.content_package p on p.id = s.package_id
     where ($1::uuid[] is null or e.id = any($1))
       and ($2::int is null or a.customer_id = $2)
       and ($3::int is null or s.service_id = $3)
       and ($4::int is null or (e.lane_id = $4 and e.sequence < $5 and e.state = 'pending'))
     order by case when $6::boolean then e.occurred_at end asc nulls last, e.occurred_at desc, e.id desc limit $7`,
    [
      ids ?? null,
      customerId ?? null,
      serviceId ?? null,
      ahead?.laneId ?? null,
      ahead?.sequence ?? null,
      oldestFirst,
      limit,
    ],
  )
  const health = await readDeliveryHealth(tx, [...new Set(rows.map(({ integrationId }) => integrationId))])
  return rows.map((row) => toEvent(row, health))
}
