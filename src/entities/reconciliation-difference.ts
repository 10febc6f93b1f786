import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const DIFFERENCE_KINDS = ['missing_there', 'extra_there', 'different_state', 'different_product'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** `obsolete`: it was gone by itself when somebody wanted to correct it. */
export const DIFFERENCE_RESOLUTIONS = ['corrected', 'obsolete'] as const
export type DifferenceResolution = (typeof DIFFERENCE_RESOLUTIONS)[number]

/** One thing on which our side and a platform disagreed. */
@Entity({ name: 'reconciliation_difference', schema: SCHEMA })
export class ReconciliationDifference {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'reconciliation_id', type: 'int' })
  reconciliationId!: number

  @Column({ type: 'text' })
  kind!: DifferenceKind

  /** Null for a user that is none of ours. */
  @Column({ name: 'account_id', type: 'int', nullable: true })
  accountId!: number | null

  /** Null for what we know nothing of; it can't be corrected from here. */
  @Column({ name: 'subscription_id', type: 'int', nullable: true })
  subscriptionId!: number | null

  /** The platform's own id of the user, where its list named one. */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null

  /** Our recorded state, or our product's external id for another product. */
  @Column({ type: 'text', nullable: true })
  ours!: string | null

  @Column({ type: 'text', nullable: true })
  theirs!: string | null

  @Column({ type: 'text', nullable: true })
  resolution!: DifferenceResolution | null

  @Column({ name: 'fixed_at', type: 'timestamptz', nullable: true })
  fixedAt!: Date | null

  @Column({ name: 'fixed_by', type: 'text', nullable: true })
  fixedBy!: string | null
}
