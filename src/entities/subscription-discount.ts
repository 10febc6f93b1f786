import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** BR-18: a discount on the price of a customer's package, from a day on, until another or without end. */
@Entity({ name: 'subscription_discount', schema: SCHEMA })
export class SubscriptionDiscount {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'subscription_id', type: 'int' })
  subscriptionId!: number

  /** Why it was given, as the customer may read it. */
  @Column({ type: 'text' })
  description!: string

  /** More than zero. */
  @Column({ name: 'amount_cents', type: 'int' })
  amountCents!: number

  /** First day, `yyyy-mm-dd`. */
  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string

  /** Last day, `yyyy-mm-dd`; null without end. */
  @Column({ name: 'ends_on', type: 'date', nullable: true })
  endsOn!: string | null

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
