import type { DataSource } from 'typeorm'
import type { DeliveryLogger } from './delivery-contract.js'
import { createTenure, type KeptTenure, type Tenure } from './tenure.js'
import { createWakeSignal } from './wake-signal.js'
import { beatAndLook, registerWorker, removeWorker, takeOverLanes, type WorkerRow } from './worker-rows.js'

export interface PresenceOptions {
  dataSource: DataSource
  logger: DeliveryLogger
  /** Called when lanes of a dead worker became due. */
  onFreed: () => void
  /** Time between two beats of this process, and between two looks at the others. 1 s by default. */
  beatMs?: number
}

/** Says again and again that this worker lives, and frees the lanes of those that say so no longer. */
export interface Presence {
  start(): void
  /** What to claim under. Registers the worker where it isn't, or isn't any more; rejects if the database fails. */
  tenure(): Promise<Tenure>
  /** Takes this worker off the list: to be called when it holds no lane any more. */
  leave(): Promise<void>
}

/** Looks in a row that find the same beat of a worker before it counts as dead. */
const LOOKS = 5
/** Ours ends this part of a beat before others may take over, so that its requests are broken off by then. */
const MARGIN_BEATS = 0.5

/**
 * No clock is compared with another, and a look that fails counts for nothing and begins all counts anew: nobody dies
 * because it was the database that was away.
 */
export const createPresence = ({ dataSource, logger, onFreed, beatMs = 1_000 }: PresenceOptions): Presence => {
  const unchanged = new Map<string, WorkerRow & { looks: number }>()
  const pause = createWakeSignal()
  let stopping = false
  let current: Promise<KeptTenure> | undefined
  let loop: Promise<void> | undefined
  let takingOver: Promise<void> | undefined

  const register = async () => {
    const tenure = createTenure()
    const startedAt = performance.now()
    await registerWorker(dataSource, tenure.workerId)
    keepUp(tenure, startedAt)
    return tenure
  }

  const keepUp = (tenure: KeptTenure, since: number) => tenure.prolong(since, (LOOKS - MARGIN_BEATS) * beatMs)

  // Whoever finds it ended first registers anew, and the others wait for that.
  const tenure = async (): Promise<KeptTenure> => {
    const found = current
    const held = await found?.catch(() => undefined)
    if (held?.isHeld()) return held
    held?.end()
    if (current === found) current = register()
    return current as Promise<KeptTenure>
  }

  const beat = async () => {
    const own = await tenure()
    const startedAt = performance.now()
    const others = await beatAndLook(dataSource, own.workerId)
    if (!others) {
      logger.warn({ workerId: own.workerId }, 'delivery.worker_was_taken_over')
      return own.end()
    }
    keepUp(own, startedAt)
    const dead = count(others)
    if (dead.length > 0)
      takingOver ??= takeOver(dead).finally(() => {
        takingOver = undefined
      })
  }

  /** Those that LOOKS looks in a row found unchanged, this one included. */
  const count = (others: readonly WorkerRow[]): WorkerRow[] => {
    const before = new Map(unchanged)
    unchanged.clear()
    for (const { id, beats } of others) {
      const last = before.get(id)
      unchanged.set(id, { id, beats, looks: last?.beats === beats ? last.looks + 1 : 0 })
    }
    return [...unchanged.values()].filter(({ looks }) => looks >= LOOKS)
  }

  // Not awaited by the beat: it may have to wait for a transaction that has such lanes locked.
  const takeOver = async (dead: readonly WorkerRow[]) => {
    try {
      const lanes = await takeOverLanes(dataSource, dead)
      logger.warn({ workerIds: dead.map(({ id }) => id), lanes }, 'delivery.worker_taken_over')
      if (lanes > 0) onFreed()
    } catch (error) {
      logger.error({ err: error }, 'delivery.take_over_failed')
    }
  }

  const beatUntilStopped = async () => {
    while (!stopping) {
      await beat().catch((error) => {
        unchanged.clear()
        logger.warn({ err: error }, 'delivery.beat_failed')
      })
      await pause.wait(beatMs)
    }
  }

  return {
    start() {
      loop ??= beatUntilStopped()
    },
    tenure,
    async leave() {
      stopping = true
      pause.wake()
      await loop
      await takingOver
      const last = await current?.catch(() => undefined)
      last?.end()
      // Where it can't be removed the others will notice.
      if (last)
        await removeWorker(dataSource, last.workerId).catch((error) =>
          logger.warn({ err: error }, 'delivery.leave_failed'),
        )
    },
  }
}
