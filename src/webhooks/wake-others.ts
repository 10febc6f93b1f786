import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import type { DeliveryLogger } from './delivery-contract.js'
import { createListener } from './listen-for-hints.js'

/** What may be due. */
export type Hint = 'events' | 'jobs'

/** Hints between processes on one database. Nothing depends on them: who misses one finds the work by its poll. */
export interface WakeOthers {
  /** Tells every other process, to be given after a commit and never within a transaction. Returns at once. */
  announce(hint: Hint): void
  /** Begins to hear what others announce. */
  listen(): void
  close(): Promise<void>
}

export interface WakeOthersOptions {
  dataSource: DataSource
  logger: DeliveryLogger
  onHint(hint: Hint): void
  /** Shortest time between two announcements of this process; what comes between goes with the next. */
  spacingMs?: number
}

const SPACING_MS = 10

// One for each database, as channels are. Payload: what is due, or `probe`, and who says so.
const CHANNEL = 'content_platforms_wake'

export const createWakeOthers = ({
  dataSource,
  logger,
  onHint,
  spacingMs = SPACING_MS,
}: WakeOthersOptions): WakeOthers => {
  const self = randomUUID()
  const wanted = new Set<Hint>()
  let isAnnouncing = false
  let closed = false

  // A hint need not outlive a crash, so nobody waits until its commit is on the disk.
  const notify = (word: string): Promise<unknown> =>
    dataSource.query(`select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`, [
      CHANNEL,
      `${word} ${self}`,
    ])

  const announceAll = async (): Promise<void> => {
    isAnnouncing = true
    while (wanted.size > 0 && !closed) {
      const hints = [...wanted]
      wanted.clear()
      // Lost while the database is away; then nobody could claim anything either.
      await Promise.all(hints.map(notify)).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, spacingMs))
    }
    isAnnouncing = false
  }

  const listener = createListener({
    dataSource,
    logger,
    channel: CHANNEL,
    probe: () => notify('probe'),
    onMissed: () => onHint('events'),
    onPayload(payload) {
      const [word, sender] = payload.split(' ')
      if (word === 'probe' && sender === self) return 'probe'
      if (sender !== self && (word === 'events' || word === 'jobs')) onHint(word)
      return undefined
    },
  })

  return {
    announce(hint) {
      wanted.add(hint)
      if (!isAnnouncing) void announceAll()
    },
    listen: listener.start,
    async close() {
      closed = true
      await listener.close()
    },
  }
}
