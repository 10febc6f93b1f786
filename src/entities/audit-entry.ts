import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** Who changed what, why, and from what to what; written in the change's own transaction. */
@Entity({ name: 'audit_entry', schema: SCHEMA })
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string

  @Column({ type: 'timestamptz' })
  at!: Date

  /** E-mail of a panel user, or the name of a job or of the host. */
  @Column({ type: 'text' })
  actor!: string

  @Column({ type: 'text' })
  action!: string

  /** Table name of the record, such as `customer_service`. */
  @Column({ type: 'text' })
  resource!: string

  @Column({ name: 'record_id', type: 'text' })
  recordId!: string

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ type: 'jsonb', nullable: true })
  before!: Record<string, unknown> | null

  @Column({ type: 'jsonb', nullable: true })
  after!: Record<string, unknown> | null
}
