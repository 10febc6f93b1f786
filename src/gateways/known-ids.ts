import type { Database } from '../database/database.js'
import type { ClaimedEvent } from '../webhooks/delivery-contract.js'

const RELINKED = 'content.subscription.relinked'
const CREATED = 'content.subscription.created'

/** An event of a lane that gave a subscription an id at the platform, or was to. */
interface Naming {
  laneId: number
  sequence: number
  type: string
  id: number
  previousId: number | null
  wasLost: boolean
}

// Lanes of migrated subscriptions alone can have lost one, and few of them have. Each is looked up by itself: a join would
// read all events for them.
const NAMINGS = `
  with lane as (
    select distinct e.lane_id as id from unnest($1::int[], $2::int[]) as e(lane_id, subscription_id)
    join content_platforms.package_subscription s on s.id = e.subscription_id and s.continues_id is not null
  ), lost as (
    select lane.id from lane cross join lateral (
      select from content_platforms.webhook_event r
      where r.lane_id = lane.id and r.type = '${RELINKED}' and r.state in ('failed', 'skipped') limit 1) r
  )
  select n.lane_id as "laneId", n.sequence, n.type, (n.data->>'subscriptionId')::int as id,
    (n.data->>'previousSubscriptionId')::int as "previousId", n.state in ('failed', 'skipped') as "wasLost"
  from lost cross join lateral (
    select * from content_platforms.webhook_event e where e.lane_id = lost.id and (
      e.type = '${RELINKED}' or (e.type = '${CREATED}' and e.data->>'previousState' = 'absent'))
    offset 0) n
  order by n.lane_id, n.sequence`

const isNaming = ({ type, data }: ClaimedEvent): boolean => type === CREATED && data.previousState === 'absent'

/** By which id the platform knows each subscription whose new one it never took, when this event's turn comes. */
const knownAt = ({ laneId, sequence }: ClaimedEvent, namings: readonly Naming[]): Map<number, number> => {
  const known = new Map<number, number>()
  for (const naming of namings) {
    if (naming.laneId !== laneId || sequence === null || naming.sequence >= sequence) continue
    const { id, previousId, type, wasLost } = naming
    if (type === RELINKED && wasLost && previousId !== null) known.set(id, known.get(previousId) ?? previousId)
    else known.delete(id)
  }
  return known
}

/**
 * The events with the ids by which their platform knows the subscriptions. `relinked` does not hold its lane: where it
 * was refused to the end or skipped, what follows must not name an id that the platform never heard of. Nothing to ask for
 * events of which no subscription goes on with another (see `loadSubjects`).
 */
export const withKnownIds = async (
  dataSource: Database,
  events: readonly ClaimedEvent[],
): Promise<readonly ClaimedEvent[]> => {
  const about = events.filter(({ laneId, subscriptionId }) => laneId !== null && subscriptionId !== null)
  if (about.length === 0) return events
  const lanesAndSubscriptions = [about.map(({ laneId }) => laneId), about.map(({ subscriptionId }) => subscriptionId)]
  const namings: Naming[] = await dataSource.query(NAMINGS, lanesAndSubscriptions)
  if (namings.length === 0) return events
  return events.map((event) => {
    if (isNaming(event)) return event
    const known = knownAt(event, namings)
    const replaced = ['subscriptionId', 'previousSubscriptionId'].flatMap((key): [string, number][] => {
      // What a `relinked` itself gives is new by definition.
      const id = key === 'subscriptionId' && event.type === RELINKED ? undefined : known.get(Number(event.data[key]))
      return id === undefined ? [] : [[key, id]]
    })
    return replaced.length === 0 ? event : { ...event, data: { ...event.data, ...Object.fromEntries(replaced) } }
  })
}
