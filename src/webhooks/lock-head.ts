import type { EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The head of a lane whose row this transaction has locked, so that no worker claims or settles it meanwhile. */
export interface LockedHead {
  eventId: string
  laneId: number
  sequence: number
  integrationActive: boolean
  attempts: number
  /** Due now: a worker may claim it at any moment. */
  isDue: boolean
  parkedReason: string | null
  isParked: boolean
  requestedBy: string | null
  subscriptionId: number | null
  accountId: number
}

/**
 * Locks the lane of an event that a person wants to act on. Refuses with `NOT_FOUND`, `EVENT_ALREADY_SETTLED` (also an
 * event outside any lane), `EVENT_IN_FLIGHT`, or `EVENT_NOT_AT_HEAD` with `headSequence` and `headEventId`.
 */
export const lockHead = async (tx: EntityManager, eventId: string): Promise<LockedHead> => {
  const found = UUID.test(eventId)
    ? await tx.query('select lane_id from content_platforms.webhook_event where id = $1', [eventId])
    : []
  const [event]: { lane_id: number | null }[] = found
  if (!event) throw new DomainError('NOT_FOUND', { resource: 'webhook_event', id: eventId })
  if (event.lane_id === null) throw new DomainError('EVENT_ALREADY_SETTLED', { eventId })

  // The lock makes two clicks, or a click and a worker, take turns.
  const [lane]: LaneRow[] = await tx.query(
    `select lane.id, lane.account_id, lane.head_sequence, lane.attempts, lane.parked_reason, lane.requested_by,
       lane.parked_at is not null as is_parked, lane.ready_at <= clock_timestamp() as is_due,
       coalesce(lane.lease_until > clock_timestamp(), false) as is_leased
     from content_platforms.delivery_lane lane where lane.id = $1 for update`,
    [event.lane_id],
  )
  if (!lane) throw new DomainError('NOT_FOUND', { resource: 'delivery_lane', id: event.lane_id })

  // A statement of its own, so that it sees what was settled while we waited for the lock.
  const [state]: StateRow[] = await tx.query(
    `select event.state, event.sequence, event.subscription_id, integration.active, head.id as head_id
     from content_platforms.webhook_event event
     join content_platforms.integration on integration.id = event.integration_id
     left join content_platforms.webhook_event head on head.lane_id = event.lane_id and head.sequence = $2
     where event.id = $1`,
    [eventId, lane.head_sequence],
  )
  if (state?.state !== 'pending') throw new DomainError('EVENT_ALREADY_SETTLED', { eventId })
  if (state.sequence !== lane.head_sequence)
    throw new DomainError('EVENT_NOT_AT_HEAD', { headSequence: lane.head_sequence, headEventId: state.head_id })
  if (lane.is_leased) throw new DomainError('EVENT_IN_FLIGHT', { eventId })
  return {
    eventId,
    laneId: lane.id,
    sequence: state.sequence,
    integrationActive: state.active,
    attempts: lane.attempts,
    isDue: lane.is_due,
    isParked: lane.is_parked,
    parkedReason: lane.parked_reason,
    requestedBy: lane.requested_by,
    subscriptionId: state.subscription_id,
    accountId: lane.account_id,
  }
}

interface LaneRow {
  id: number
  account_id: number
  head_sequence: number
  attempts: number
  parked_reason: string | null
  requested_by: string | null
  is_parked: boolean
  is_due: boolean
  is_leased: boolean
}

interface StateRow {
  state: string
  sequence: number
  subscription_id: number | null
  active: boolean
  head_id: string | null
}
