import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { tend } from './havoc.js'

const LIMIT_MS = 300_000

/** Waits until nothing is pending, or as long as that may take; what is left then is for the checker to say. */
export const drained = async (dataSource: DataSource): Promise<void> => {
  const startedAt = performance.now()
  while (performance.now() - startedAt < LIMIT_MS) {
    await tend(dataSource)
    const [{ pending }] = await dataSource.query(
      `select exists (select from content_platforms.webhook_event where state = 'pending') as pending`,
    )
    if (!pending) return
    await wait(250)
  }
}
