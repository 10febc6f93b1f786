import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { tend } from './havoc.js'

/** Waits until nothing is pending, or as long as that may take; what is left then is for the checker to say. */
export const drained = async (dataSource: DataSource, limitMs: number): Promise<void> => {
  const startedAt = performance.now()
  while (performance.now() - startedAt < limitMs) {
    await tend(dataSource)
    const [{ pending }] = await dataSource.query(
      `select exists (select from content_platforms.webhook_event where state = 'pending') as pending`,
    )
    if (!pending) return
    await wait(250)
  }
}
