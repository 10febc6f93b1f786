import type { EntityManager } from 'typeorm'
import type { ParkedLanesData } from '../components/deliveries/delivery-data.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import { type FailedHeads, failedHeadsParameters, failedHeadsSql } from '../webhooks/failed-heads.js'
import { countRedeliverable } from '../webhooks/redeliver-events.js'
import { readEvents } from './read-events.js'
import { readHeadsFilter } from './read-heads-filter.js'

const MAX_LANES = 200

const readLanes = async (tx: EntityManager, filter: FailedHeads): Promise<ParkedLanesData['lanes']> => {
  const found: { id: string }[] = await tx.query(
    `select head.id ${failedHeadsSql} order by lane.parked_at nulls last, lane.id limit ${MAX_LANES}`,
    failedHeadsParameters(filter),
  )
  if (found.length === 0) return []
  const heads = await readEvents(tx, { ids: found.map(({ id }) => id), oldestFirst: true, limit: MAX_LANES })
  return heads.map((head) => ({ laneId: head.laneId ?? 0, head, waiting: head.waiting }))
}

interface Facet {
  integrationId: number
  integration: string
  error: string | null
  type: string
}

/** What can be chosen in the filters: what there is. */
const readChoices = async (tx: EntityManager): Promise<ParkedLanesData['choices']> => {
  const facets: Facet[] = await tx.query(
    `select distinct integration.id as "integrationId", integration.description as integration, head.type,
       coalesce(last.error_class, last.status::text) as error ${failedHeadsSql}`,
    failedHeadsParameters({ withWaiting: true }),
  )
  const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort()
  return {
    integrations: [...new Map(facets.map(({ integrationId, integration }) => [integrationId, integration]))].map(
      ([id, name]) => ({ id, name }),
    ),
    errors: sorted(facets.flatMap(({ error }) => error ?? [])),
    types: sorted(facets.map(({ type }) => type)),
  }
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
      choices: await readChoices(tx),
      mayRedeliver: can(actor.role, 'WebhookEvent', 'redeliverAll'),
    }
  }),
})
