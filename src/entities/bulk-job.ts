import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const BULK_KINDS = ['link', 'unlink', 'swap', 'suspend', 'resume', 'reprice'] as const
export type BulkKind = (typeof BULK_KINDS)[number]

export const BULK_STATES = ['running', 'done', 'canceled'] as const
export type BulkState = (typeof BULK_STATES)[number]

/**
 * One change asked for many services at once. What it is about stands in rows of `bulk_job_item`, fixed when it starts;
 * a worker carries it out in small steps, each with its results.
 */
@Entity({ name: 'bulk_job', schema: SCHEMA })
export class BulkJob {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  kind!: BulkKind

  /** By what the services were chosen; typed service numbers as a count only. */
  @Column({ type: 'jsonb' })
  filter!: Record<string, unknown>

  /** What is to be done with each: package, price, kind of block. */
  @Column({ type: 'jsonb' })
  input!: Record<string, unknown>

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ type: 'text' })
  actor!: string

  @Column({ type: 'text' })
  state!: BulkState

  @Column({ type: 'int' })
  total!: number

  @Column({ type: 'int' })
  done!: number

  @Column({ type: 'int' })
  refused!: number

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null
}
