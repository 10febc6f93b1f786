import type { Database } from '../database/database.js'
import { createStatement } from '../database/statement.js'
import type { ClaimedLane } from './claimed-lane.js'
import type { DeliveryLogger } from './delivery-contract.js'
import { Interrupter, type Interruption } from './interruption.js'

/** A lane in this process's hands. */
export interface LaneHold {
  readonly laneId: number
  readonly integrationId: number
  readonly token: string
  /** Aborted when the lease could not be kept, or when the process waits no longer. */
  readonly lost: Interruption
  /** Whether another request may begin under this lease: it will be renewed well before its end. */
  mayBegin(): boolean
  /** To be called once the lane is given back and that is written down. */
  release(): void
}

export interface LaneHolds {
  hold(lane: ClaimedLane, claimedAt: number): LaneHold
  start(): void
  stop(): void
  /** Breaks off everything that is under way. */
  abandon(): void
}

export interface LaneHoldsOptions {
  dataSource: Database
  leaseMs: number
  logger: DeliveryLogger
}

interface Held {
  laneId: number
  token: string
  /** By `performance.now()`. */
  endsAt: number
  lost: Interrupter
}

// Token by token: a lane that was taken over meanwhile is left alone. By id, as everybody locks lanes.
const renewal = (wait: 'skip locked' | '') =>
  createStatement<{ id: number; token: string }>(`
  with held as (
    select lane.id from content_platforms.delivery_lane lane
    join unnest($1::int[], $2::uuid[]) as mine (id, token) on mine.id = lane.id and mine.token = lane.lease_token
    order by lane.id for update of lane ${wait}
  )
  update content_platforms.delivery_lane lane
  set lease_until = clock_timestamp() + $3 * interval '1 millisecond',
      ready_at = clock_timestamp() + $3 * interval '1 millisecond'
  from held where lane.id = held.id
  returning lane.id, lane.lease_token as token`)

const RENEW_FREE = renewal('skip locked')
const RENEW_ALL = renewal('')

/**
 * Keeps the leases of lanes whose requests take long: looked at eight times per lease, renewed from its half on. A lease
 * that can't be renewed in time is given up before it ends in the database, and with it the request under way, or another
 * worker would send for the same lane beside us. Requests that are answered at once cost nothing here.
 */
export const createLaneHolds = ({ dataSource, leaseMs, logger }: LaneHoldsOptions): LaneHolds => {
  const holds = new Set<Held>()
  const tickMs = leaseMs / 8
  let timer: NodeJS.Timeout | undefined
  let renewing = false
  let waiting = false

  const tick = () => {
    const now = performance.now()
    const ending: Held[] = []
    for (const held of holds) {
      if (held.endsAt - now < 1.5 * tickMs) giveUp(held)
      else if (held.endsAt - now < leaseMs / 2) ending.push(held)
    }
    if (ending.length > 0 && !renewing) {
      renewing = true
      renewAll(ending).finally(() => {
        renewing = false
      })
    }
  }

  const giveUp = (held: Held) => {
    if (held.lost.aborted) return
    held.lost.abort()
    logger.warn({ laneId: held.laneId }, 'delivery.lease_lost')
  }

  const renewAll = async (ending: readonly Held[]) => {
    const rest = await renew(ending, RENEW_FREE)
    if (rest.length === 0 || waiting) return
    // Locked by whoever records an event in them, so nobody can take them over; waited for apart from the others.
    waiting = true
    renew(rest, RENEW_ALL).finally(() => {
      waiting = false
    })
  }

  /** Those that were not renewed. */
  const renew = async (ending: readonly Held[], statement: typeof RENEW_ALL): Promise<readonly Held[]> => {
    const askedAt = performance.now()
    const parameters = [ending.map(({ laneId }) => laneId), ending.map(({ token }) => token), leaseMs]
    try {
      const renewed = await statement.run(dataSource, parameters)
      const keys = new Set(renewed.map(({ id, token }) => `${token} ${id}`))
      return ending.filter((held) => {
        const isRenewed = keys.has(`${held.token} ${held.laneId}`)
        if (isRenewed) held.endsAt = askedAt + leaseMs
        return !isRenewed
      })
    } catch (error) {
      logger.warn({ err: error, lanes: ending.length }, 'delivery.renewal_failed')
      return []
    }
  }

  return {
    hold({ id: laneId, integrationId, token }, claimedAt) {
      const held: Held = { laneId, token, endsAt: claimedAt + leaseMs, lost: new Interrupter() }
      holds.add(held)
      return {
        laneId,
        integrationId,
        token,
        lost: held.lost,
        mayBegin: () => !held.lost.aborted && held.endsAt - performance.now() > 2 * tickMs,
        release: () => void holds.delete(held),
      }
    },
    start() {
      timer ??= setInterval(tick, tickMs)
    },
    stop() {
      clearInterval(timer)
    },
    abandon() {
      for (const { lost } of holds) lost.abort()
    },
  }
}
