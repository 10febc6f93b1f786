import type { EventState } from '../entities/webhook-event.js'

/** Where an event stands, in more detail than its state: an unsettled one waits for something. */
export const EVENT_SITUATIONS = [
  'pending',
  'retrying',
  'held',
  'behind',
  'parked',
  'delivered',
  'failed',
  'skipped',
] as const
export type EventSituation = (typeof EVENT_SITUATIONS)[number]

/**
 * `pending` is due, `retrying` failed and is sent again by itself, `held` waits until delivery to its platform is resumed,
 * `behind` waits for an earlier one, `parked` for a person.
 */
export const resolveSituation = ({
  state,
  isHead,
  attempts,
  parked,
  held = false,
}: {
  state: EventState
  /** Whether it is the first unsettled event of its lane. */
  isHead: boolean
  /** Attempts already spent on the lane's head. */
  attempts: number
  parked: boolean
  /** Whether nothing goes out to its platform now. */
  held?: boolean
}): EventSituation => {
  if (state !== 'pending') return state
  if (!isHead) return 'behind'
  if (parked) return 'parked'
  if (held) return 'held'
  return attempts > 0 ? 'retrying' : 'pending'
}
