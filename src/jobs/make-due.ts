import type { DataSource, EntityManager } from 'typeorm'

/** Makes a job due now, if any process runs it; one that is running already, once more after that run. */
export const makeDue = async (tx: DataSource | EntityManager, name: string): Promise<void> => {
  // Never later than it was due anyway. During a run it is past its start, by which the run's end knows of it.
  await tx.query(
    `update content_platforms.job set due_at = clock_timestamp()
     where name = $1 and (due_at > clock_timestamp() or lease_until > clock_timestamp())`,
    [name],
  )
}
