import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { SubscriptionState } from './package-subscription.js'
import { SCHEMA } from './schema.js'

/**
 * What the platform last acknowledged of a subscription, written when an attempt is settled. Apart from the
 * subscription's own row on purpose: a worker that settles never waits for a person who saves, nor the reverse.
 */
@Entity({ name: 'subscription_confirmation', schema: SCHEMA })
export class SubscriptionConfirmation {
  @PrimaryColumn({ name: 'subscription_id', type: 'int' })
  subscriptionId!: number

  @Column({ type: 'text', default: 'absent' })
  state!: SubscriptionState

  /** Account that acknowledged it; sequences of different accounts can't be compared. */
  @Column({ name: 'account_id', type: 'int', nullable: true })
  accountId!: number | null

  @Column({ type: 'int', nullable: true })
  sequence!: number | null

  /** The platform's own id of it, from an answer; null once it is removed there. */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null

  /** The platform's words, or our class of failure, of the last attempt that failed; null after a success. */
  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null
}
