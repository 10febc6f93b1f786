import { Column, Entity, PrimaryColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** Work that runs by itself: when it is due, who holds it, and how it last went. Written by the runner alone. */
@Entity({ name: 'job', schema: SCHEMA })
export class BackgroundJob {
  @PrimaryColumn({ type: 'text' })
  name!: string

  /** From when on it may be taken up. */
  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date

  /** Whose it is while `leaseUntil` lies ahead; null when nobody runs it. */
  @Column({ name: 'lease_token', type: 'uuid', nullable: true })
  leaseToken!: string | null

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null

  /** When a person last asked for a run; one that came during a run is honoured after it. */
  @Column({ name: 'requested_at', type: 'timestamptz', nullable: true })
  requestedAt!: Date | null

  @Column({ name: 'last_started_at', type: 'timestamptz', nullable: true })
  lastStartedAt!: Date | null

  @Column({ name: 'last_finished_at', type: 'timestamptz', nullable: true })
  lastFinishedAt!: Date | null

  /** Figures of the last run that succeeded. */
  @Column({ name: 'last_result', type: 'jsonb', nullable: true })
  lastResult!: Record<string, number> | null

  /** Why the last run failed; null when it succeeded. */
  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null

  /** Runs that failed since the last one that succeeded. */
  @Column({ type: 'int', default: 0 })
  failures!: number
}
