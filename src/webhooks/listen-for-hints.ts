import { setTimeout as wait } from 'node:timers/promises'
import type { Client, Pool } from 'pg'
import type { DataSource } from 'typeorm'
import { followSignals } from '../follow-signals.js'
import type { DeliveryLogger } from './delivery-contract.js'

export interface Listener {
  start(): void
  close(): Promise<void>
}

export interface ListenerOptions {
  dataSource: DataSource
  logger: DeliveryLogger
  /** An identifier that needs no quotes. */
  channel: string
  /** Has a payload sent, by another connection, for which `onPayload` answers `probe`. */
  probe(): Promise<unknown>
  onPayload(payload: string): 'probe' | undefined
  /** Called when it listens anew: something may have been announced meanwhile. */
  onMissed(): void
}

type OwnPool = Pool & { Client: new (options: unknown) => Client }

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
const HEARTBEAT_MS = 30_000
const ANSWER_MS = 5_000
const CLOSE_MS = 1_000
const UNHEARD_WAIT_MS = 300_000

/** Nothing that is announced arrives, as behind a pooler that shares connections between transactions. */
class Unheard extends Error {
  override readonly message = 'announcements do not arrive on this connection: the poll finds what is due'
}

const poolOf = (dataSource: DataSource): OwnPool | undefined => {
  const { master: pool } = dataSource.driver as { master?: Partial<OwnPool> }
  return typeof pool?.Client === 'function' ? (pool as OwnPool) : undefined
}

// A server that doesn't answer must not hold up the end of the process.
const endClient = async (client: Client): Promise<void> => {
  const ended = new AbortController()
  const late = wait(CLOSE_MS, undefined, { signal: ended.signal })
  await Promise.race([client.end(), late])
    .catch(() => {})
    .finally(() => ended.abort())
}

/**
 * Holds one connection of its own, beside the pool, on which others' hints arrive, and opens a new one when it is cut.
 * Where hints can't arrive it gives the connection back and only tries again from time to time.
 */
export const createListener = (options: ListenerOptions): Listener => {
  const { dataSource, logger } = options
  const closing = new AbortController()
  const { signal } = closing
  let running: Promise<void> | undefined

  /** `work`, or a rejection after a while and as soon as this is closed. */
  const within = async <T>(work: Promise<T>, late: Error = new Error('no answer')): Promise<T> => {
    const done = new AbortController()
    const ends = followSignals(signal, done.signal)
    const deadline = wait(ANSWER_MS, undefined, { signal: ends.signal }).then(() => {
      throw late
    })
    return Promise.race([work, deadline]).finally(() => {
      done.abort()
      ends.release()
    })
  }

  const hold = async (pool: OwnPool): Promise<void> => {
    const client = new pool.Client(pool.options)
    let heard = () => {}
    const probed = new Promise<void>((resolve) => {
      heard = resolve
    })
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('end', () => reject(new Error('the connection was closed')))
    })
    lost.catch(() => {})
    client.on('notification', ({ payload }) => {
      if (options.onPayload(payload ?? '') === 'probe') heard()
    })
    try {
      await within(client.connect())
      await within(client.query(`listen ${options.channel}`))
      await within(Promise.all([options.probe(), probed]), new Unheard())
      options.onMissed()
      while (true) {
        await Promise.race([lost, wait(HEARTBEAT_MS, undefined, { signal })])
        await within(client.query('select 1'))
      }
    } finally {
      await endClient(client)
    }
  }

  const holdUntilClosed = async (pool: OwnPool): Promise<void> => {
    let waitMs = FIRST_WAIT_MS
    while (!signal.aborted) {
      const startedAt = performance.now()
      const error: unknown = await hold(pool).catch((reason) => reason)
      if (signal.aborted) return
      const heldFor = performance.now() - startedAt
      waitMs = heldFor > LONGEST_WAIT_MS ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS)
      if (error instanceof Unheard) waitMs = UNHEARD_WAIT_MS
      logger.info({ err: error, retryInMs: waitMs }, 'delivery.not_listening')
      await wait(waitMs, undefined, { signal }).catch(() => {})
    }
  }

  return {
    start() {
      const pool = poolOf(dataSource)
      if (pool) running ??= holdUntilClosed(pool)
    },
    async close() {
      closing.abort()
      await running
    },
  }
}
