/** Which heads of lanes: each condition narrows. Only those count that failed and that nobody is sending right now. */
export interface FailedHeads {
  integrationId?: number
  /** Class of the last failure (`timeout`, `dns`, …), where no answer came. */
  errorClass?: string
  /** HTTP status of the last answer. */
  httpStatus?: number
  eventType?: string
  customerId?: number
  /** Last attempt at or after this instant. */
  failedFrom?: Date
  /** Last attempt before this instant. */
  failedBefore?: Date
  /** Also those that are sent again by themselves, later; otherwise only parked lanes. */
  withWaiting?: boolean
}

/** A from-clause with its conditions, and the parameters that it binds, from `$1` on. */
export interface FailedHeadsSql {
  from: string
  parameters: unknown[]
}

const LAST_ATTEMPT = `
  left join lateral (
    select attempt.status, attempt.error_class, attempt.started_at
    from content_platforms.delivery_attempt attempt where attempt.event_id = head.id order by attempt.id desc limit 1
  ) last on true`

/** Waits for its retry, and no worker has it. A head that was asked for by hand and not sent yet has no attempts. */
const WAITS = `lane.attempts > 0 and lane.ready_at > clock_timestamp()
  and coalesce(lane.lease_until <= clock_timestamp(), true)`

/**
 * The heads that a filter finds, over `lane`, its `integration`, its `head` event, its `account` and the head's `last`
 * attempt. That one is looked up for each head: only where the filter, or `withLast`, asks for it.
 */
export const failedHeadsSql = (filter: FailedHeads, { withLast = false } = {}): FailedHeadsSql => {
  const parameters: unknown[] = []
  const bind = (value: unknown): string => `$${parameters.push(value)}`
  const { integrationId, errorClass, httpStatus, eventType, customerId, failedFrom, failedBefore } = filter
  const ofLast = [
    ...(errorClass === undefined ? [] : [`last.error_class = ${bind(errorClass)}::text`]),
    ...(httpStatus === undefined ? [] : [`last.status = ${bind(httpStatus)}::int`]),
    ...(failedFrom === undefined ? [] : [`last.started_at >= ${bind(failedFrom)}::timestamptz`]),
    ...(failedBefore === undefined ? [] : [`last.started_at < ${bind(failedBefore)}::timestamptz`]),
  ]
  const conditions = [
    filter.withWaiting ? `(lane.parked_at is not null or (${WAITS}))` : 'lane.parked_at is not null',
    ...(integrationId === undefined ? [] : [`lane.integration_id = ${bind(integrationId)}::int`]),
    ...(eventType === undefined ? [] : [`head.type = ${bind(eventType)}::text`]),
    ...(customerId === undefined ? [] : [`account.customer_id = ${bind(customerId)}::int`]),
    ...ofLast,
  ]
  const from = `
    from content_platforms.delivery_lane lane
    join content_platforms.integration on integration.id = lane.integration_id
    join content_platforms.platform_account account on account.id = lane.account_id
    join content_platforms.webhook_event head
      on head.lane_id = lane.id and head.sequence = lane.head_sequence and head.state = 'pending'
    ${withLast || ofLast.length > 0 ? LAST_ATTEMPT : ''}
    where ${conditions.join(' and ')}`
  return { from, parameters }
}
