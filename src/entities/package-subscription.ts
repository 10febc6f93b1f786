import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const SUBSCRIPTION_STATES = ['absent', 'waiting', 'active', 'suspended'] as const
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number]

export const SUBSCRIPTION_ORIGINS = ['manual', 'plan', 'migration', 'bulk', 'api'] as const
export type SubscriptionOrigin = (typeof SUBSCRIPTION_ORIGINS)[number]

export const CONSENT_CHANNELS = ['telefone', 'whatsapp', 'presencial', 'site', 'contrato'] as const
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number]

/**
 * A package on a customer's service: one row per pair, re-used when the package is linked again.
 *
 * The link's own columns are facts. `recorded*` is the state for which events were last recorded, written by the hooks
 * alone; what the platform acknowledged is in `SubscriptionConfirmation`.
 */
@Entity({ name: 'package_subscription', schema: SCHEMA })
export class PackageSubscription {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'service_id', type: 'int' })
  serviceId!: number

  @Column({ name: 'package_id', type: 'int' })
  packageId!: number

  @Column({ name: 'price_cents', type: 'int' })
  priceCents!: number

  @Column({ type: 'text' })
  origin!: SubscriptionOrigin

  /** Last day of use in the provider's time zone, `yyyy-mm-dd`. */
  @Column({ name: 'expires_on', type: 'date', nullable: true })
  expiresOn!: string | null

  @Column({ name: 'consent_by', type: 'text', nullable: true })
  consentBy!: string | null

  @Column({ name: 'consent_at', type: 'timestamptz', nullable: true })
  consentAt!: Date | null

  @Column({ name: 'consent_channel', type: 'text', nullable: true })
  consentChannel!: ConsentChannel | null

  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt!: Date | null

  @Column({ name: 'recorded_state', type: 'text', default: 'absent', update: false, insert: false })
  recordedState!: SubscriptionState

  @Column({ name: 'recorded_product_id', type: 'int', nullable: true, update: false, insert: false })
  recordedProductId!: number | null

  @Column({ name: 'recorded_account_id', type: 'int', nullable: true, update: false, insert: false })
  recordedAccountId!: number | null

  @Column({ name: 'recorded_sequence', type: 'int', nullable: true, update: false, insert: false })
  recordedSequence!: number | null

  /** The subscription of the previous service that this one goes on with after a migration, under the same account. */
  @Column({ name: 'continues_id', type: 'int', nullable: true })
  continuesId!: number | null

  /** The id by which the platform knows it, where that isn't its own; see `continuesId`. */
  @Column({ name: 'recorded_as_id', type: 'int', nullable: true, update: false, insert: false })
  recordedAsId!: number | null

  /** The `expiresOn` of which the platform was told beforehand. */
  @Column({ name: 'expiring_notified_for', type: 'date', nullable: true, update: false, insert: false })
  expiringNotifiedFor!: string | null

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
