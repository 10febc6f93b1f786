import type { EntityManager } from 'typeorm'
import type { AttemptData, EventTimelineData } from '../components/deliveries/delivery-data.js'
import { DomainError } from '../errors.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { readEvents } from './read-events.js'

const SHOWN_AHEAD = 10

const readAttempts = (tx: EntityManager, eventId: string): Promise<AttemptData[]> =>
  tx.query(
    `select id::text, number, started_at as "startedAt", duration_ms as "durationMs", outcome, status,
       error_class as "errorClass", message, response_masked as "responseMasked",
       bodies_purged_at as "bodiesPurgedAt", requested_by as "requestedBy"
     from content_platforms.delivery_attempt where event_id = $1 order by delivery_attempt.id desc limit 100`,
    [eventId],
  )

const countAround = async (
  tx: EntityManager,
  { laneId, sequence }: { laneId: number; sequence: number },
): Promise<{ ahead: number; behind: number }> => {
  const [row]: { ahead: number; behind: number }[] = await tx.query(
    `select count(*) filter (where sequence < $2)::int as ahead, count(*) filter (where sequence > $2)::int as behind
     from content_platforms.webhook_event where lane_id = $1 and state = 'pending'`,
    [laneId, sequence],
  )
  return row ?? { ahead: 0, behind: 0 }
}

/** An event with its attempts, and what is before and after it in its lane. */
export const showEventTimeline = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord<string>(dataSource, async (eventId, _query, { tx, actor }): Promise<EventTimelineData> => {
    const [event] = await readEvents(tx, { ids: [eventId], limit: 1 })
    if (!event) throw new DomainError('NOT_FOUND', { id: eventId })
    const { laneId, sequence } = event
    const place = laneId === null || sequence === null ? null : { laneId, sequence }
    const around = place ? await countAround(tx, place) : { ahead: 0, behind: 0 }
    const ahead = place ? await readEvents(tx, { ahead: place, oldestFirst: true, limit: SHOWN_AHEAD }) : []
    return {
      event,
      attempts: await readAttempts(tx, eventId),
      ahead,
      aheadCount: around.ahead,
      behindCount: around.behind,
      mayRedeliver: can(actor.role, 'WebhookEvent', 'redeliver'),
      maySkip: can(actor.role, 'WebhookEvent', 'skip'),
    }
  }),
})
