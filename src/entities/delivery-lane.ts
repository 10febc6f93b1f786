import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/**
 * The queue of one platform account, in which order is kept. Waiting events are those from `headSequence` to
 * `lastSequence`; the head is due from `readyAt` on, unless `parkedAt` holds the lane for a person.
 */
@Entity({ name: 'delivery_lane', schema: SCHEMA })
export class DeliveryLane {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ name: 'account_id', type: 'int' })
  accountId!: number

  /** Sequence of the newest event; the row's lock, held while it rises, makes it follow the order of commits. */
  @Column({ name: 'last_sequence', type: 'int', default: 0 })
  lastSequence!: number

  /** Sequence of the first event that is not settled; one above `lastSequence` when nothing waits. */
  @Column({ name: 'head_sequence', type: 'int', default: 1 })
  headSequence!: number

  /** Attempts already spent on the head, since its retry schedule last began. */
  @Column({ type: 'int', default: 0 })
  attempts!: number

  /** Attempts for the head before a person had it sent again, which began its schedule anew. */
  @Column({ name: 'earlier_attempts', type: 'int', default: 0 })
  earlierAttempts!: number

  /** When the head may be claimed; while leased, the end of the lease. */
  @Column({ name: 'ready_at', type: 'timestamptz' })
  readyAt!: Date

  @Column({ name: 'lease_token', type: 'uuid', nullable: true })
  leaseToken!: string | null

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null

  @Column({ name: 'parked_at', type: 'timestamptz', nullable: true })
  parkedAt!: Date | null

  @Column({ name: 'parked_reason', type: 'text', nullable: true })
  parkedReason!: string | null

  /** Who asked by hand for the head's next attempt; null once it was made. */
  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy!: string | null
}
