import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import { readEvents } from './read-events.js'

const MAX_LANES = 200

/** *Filas paradas*: the lanes that wait for a person, longest first. */
export const listParkedLanes = ({ dataSource }: PanelContext) => ({
  actionType: 'resource' as const,
  icon: 'AlertOctagon',
  component: 'CpParkedLanes',
  handler: readResource(dataSource, async (_query, { tx }) => {
    const heads = await readEvents(tx, { parkedHeads: true, oldestFirst: true, limit: MAX_LANES })
    return { lanes: heads.map((head) => ({ laneId: head.laneId, head, waiting: head.waiting })) }
  }),
})
