import type { DataSource, EntityManager } from 'typeorm'

/** Makes a job due now, if any process runs it; one that is running already comes again by its schedule. */
export const makeDue = async (tx: DataSource | EntityManager, name: string): Promise<void> => {
  // Never later than it was due anyway.
  await tx.query(
    `update content_platforms.job set due_at = clock_timestamp() where name = $1 and due_at > clock_timestamp()`,
    [name],
  )
}
