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

/** Number of parameters of {@link failedHeadsSql}. */
export const FAILED_HEADS_PARAMETERS = 8

/**
 * From-clause and conditions over `lane`, its `integration`, its `head` event, its `account` and the head's `last`
 * attempt. Begins with `$1`. A head that was asked for by hand and not sent yet is neither parked nor failed any more.
 */
export const failedHeadsSql = `
  from content_platforms.delivery_lane lane
  join content_platforms.integration on integration.id = lane.integration_id
  join content_platforms.platform_account account on account.id = lane.account_id
  join content_platforms.webhook_event head
    on head.lane_id = lane.id and head.sequence = lane.head_sequence and head.state = 'pending'
  left join lateral (
    select attempt.status, attempt.error_class, attempt.started_at
    from content_platforms.delivery_attempt attempt where attempt.event_id = head.id order by attempt.id desc limit 1
  ) last on true
  where (lane.parked_at is not null
      or ($1::boolean and lane.attempts > 0 and lane.ready_at > clock_timestamp()
        and coalesce(lane.lease_until <= clock_timestamp(), true)))
    and ($2::int is null or lane.integration_id = $2)
    and ($3::text is null or last.error_class = $3)
    and ($4::int is null or last.status = $4)
    and ($5::text is null or head.type = $5)
    and ($6::int is null or account.customer_id = $6)
    and ($7::timestamptz is null or last.started_at >= $7)
    and ($8::timestamptz is null or last.started_at < $8)`

/** The parameters of {@link failedHeadsSql}. */
export const failedHeadsParameters = (filter: FailedHeads): unknown[] => [
  filter.withWaiting ?? false,
  filter.integrationId ?? null,
  filter.errorClass ?? null,
  filter.httpStatus ?? null,
  filter.eventType ?? null,
  filter.customerId ?? null,
  filter.failedFrom ?? null,
  filter.failedBefore ?? null,
]
