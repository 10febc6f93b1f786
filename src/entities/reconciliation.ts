import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** What our side was compared with: the platform's own list of users, or what it last acknowledged to us. */
export const RECONCILIATION_SOURCES = ['platform_list', 'confirmed_state'] as const
export type ReconciliationSource = (typeof RECONCILIATION_SOURCES)[number]

/** One comparison of what was recorded for an integration with what its platform has. Corrects nothing by itself. */
@Entity({ name: 'reconciliation', schema: SCHEMA })
export class Reconciliation {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  /** Null until it is known, that is until the platform answered. */
  @Column({ type: 'text', nullable: true })
  source!: ReconciliationSource | null

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date

  /** Null while it runs. */
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null

  /** Subscriptions that were compared. */
  @Column({ type: 'int' })
  compared!: number

  /** Subscriptions left out because something for their user was not delivered yet. */
  @Column({ name: 'under_way', type: 'int' })
  underWay!: number

  /** Why it came to nothing; null when it did not. */
  @Column({ type: 'jsonb', nullable: true })
  failure!: { code: string; [name: string]: string | number } | null

  @Column({ name: 'requested_by', type: 'text' })
  requestedBy!: string
}
