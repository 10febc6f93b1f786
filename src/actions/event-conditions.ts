import { parseRecordId } from '../panel/record-id.js'
import { EVENT_SITUATIONS, type EventSituation } from '../webhooks/event-situation.js'

interface EventCondition {
  readonly sql: string
  readonly parameters: Readonly<Record<string, unknown>>
}

const NOTHING: EventCondition = { sql: 'false', parameters: {} }

/** The situations that a list can be filtered by. */
export const SHOWN_SITUATIONS: readonly EventSituation[] = EVENT_SITUATIONS

const LANE = 'select from content_platforms.delivery_lane l where l.id = row.laneId and l.head_sequence = row.sequence'

const HELD = `exists (select from content_platforms.delivery_gate gate
  where gate.integration_id = row.integrationId and gate.breaker <> 'closed')`

const SITUATIONS: Record<EventSituation, string> = {
  pending: `row.state = 'pending' and exists (${LANE} and l.parked_at is null and l.attempts = 0) and not ${HELD}`,
  retrying: `row.state = 'pending' and exists (${LANE} and l.parked_at is null and l.attempts > 0) and not ${HELD}`,
  held: `row.state = 'pending' and exists (${LANE} and l.parked_at is null) and ${HELD}`,
  behind: `row.state = 'pending' and row.laneId is not null and not exists (${LANE})`,
  parked: `row.state = 'pending' and exists (${LANE} and l.parked_at is not null)`,
  delivered: `row.state = 'delivered'`,
  failed: `row.state = 'failed'`,
  skipped: `row.state = 'skipped'`,
}

const byId =
  (sql: string, name: string) =>
  (value: string): EventCondition => {
    const id = parseRecordId('integer', value)
    return id === null ? NOTHING : { sql, parameters: { [name]: id } }
  }

/** Conditions over alias `row` for what of an event no column holds; a value that makes no sense finds nothing. */
export const eventConditions = {
  situation: (value: string): EventCondition => {
    const known = EVENT_SITUATIONS.find((situation) => situation === value)
    return known ? { sql: SITUATIONS[known], parameters: {} } : NOTHING
  },
  customer: byId(
    `row.laneId in (select l.id from content_platforms.delivery_lane l
       join content_platforms.platform_account a on a.id = l.account_id where a.customer_id = :eventCustomer)`,
    'eventCustomer',
  ),
  service: byId(
    `row.subscriptionId in (select s.id from content_platforms.package_subscription s where s.service_id = :eventService)`,
    'eventService',
  ),
}
