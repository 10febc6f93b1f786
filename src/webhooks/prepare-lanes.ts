import type { Database } from '../database/database.js'
import { isUnreachable } from '../database/is-unreachable.js'
import type { ClaimedLane } from './claimed-lane.js'
import type { DeliveryLogger, Preparations, PrepareRequests } from './delivery-contract.js'

export interface PrepareLanesInput {
  dataSource: Database
  lanes: readonly ClaimedLane[]
  prepare: PrepareRequests
  logger: DeliveryLogger
}

/**
 * The requests of all events of the lanes, by event id. A lane that can't be rendered by itself either yields
 * `unsendable`, so that its attempt fails where people see it; undefined if it is the database that is away, for then
 * no attempt may be spent.
 */
export const prepareLanes = async (input: PrepareLanesInput): Promise<Preparations | undefined> => {
  const { lanes, prepare, logger } = input
  try {
    return await prepare(lanes.flatMap(({ events }) => events))
  } catch (error) {
    logger.error({ err: error, lanes: lanes.length }, 'delivery.prepare_failed')
    const byEvent = new Map((await Promise.all(lanes.map((lane) => prepareAlone(lane, input)))).flat())
    if (await isUnreachable(input.dataSource)) return undefined
    return { get: (eventId) => byEvent.get(eventId)?.get(eventId) }
  }
}

const prepareAlone = async (
  { id, events }: ClaimedLane,
  { prepare, logger }: PrepareLanesInput,
): Promise<[string, Preparations][]> => {
  const preparations = await prepare(events).catch((error): Preparations => {
    logger.error({ err: error, laneId: id }, 'delivery.prepare_failed')
    return UNSENDABLE
  })
  return events.map((event) => [event.id, preparations])
}

const UNSENDABLE: Preparations = { get: () => ({ kind: 'unsendable', reason: 'preparation_failed' }) }
