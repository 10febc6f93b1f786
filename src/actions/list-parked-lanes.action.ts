import type { EntityManager } from 'typeorm'
import type { ParkedLanesData } from '../components/deliveries/delivery-data.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import { type FailedHeads, failedHeadsSql } from '../webhooks/failed-heads.js'
import { countRedeliverable } from '../webhooks/redeliver-events.js'
import { readEvents } from './read-events.js'
import { readHeadsFilter } from './read-heads-filter.js'

const MAX_LANES = 200

const readLanes = async (tx: EntityManager, filter: FailedHeads): Promise<ParkedLanesData['lanes']> => {
  const { from, parameters } = failedHeadsSql(filter)
  const found: { id: string }[] = await tx.query(
    `select head.id ${from} order by lane.parked_at nulls last, lane.id limit ${MAX_LANES}`,
    parameters,
  )
  if (found.length === 0) return []
  const heads = await readEvents(tx, { ids: found.map(({ id }) => id), oldestFirst: true, limit: MAX_LANES })
  return heads.map((head) => ({ laneId: head.laneId ?? 0, head, waiting: head.waiting }))
}

/** *Filas paradas*: the lanes that wait for a person, by filter, longest first, with how many could be sent again. */
export const listParkedLanes = ({ dataSource }: PanelContext) => ({
  actionType: 'resource' as const,
  icon: 'AlertOctagon',
  component: 'CpParkedLanes',
  handler: readResource(dataSource, async (query, { tx, actor }): Promise<ParkedLanesData> => {
    const filter = readHeadsFilter(query)
    return {
      lanes: await readLanes(tx, filter),
      count: await countRedeliverable(tx, filter),
      mayRedeliver: can(actor.role, 'WebhookEvent', 'redeliverAll'),
    }
  }),
})
