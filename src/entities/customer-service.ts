import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const SERVICE_ORIGINS = ['new', 'migrated'] as const
export type ServiceOrigin = (typeof SERVICE_ORIGINS)[number]

/** `dueDay` of a service that is due on the last day of each month, whichever that is. */
export const LAST_DAY_OF_MONTH = 31

/** One plan held by one customer. Its status is changed by actions, jobs and host functions, never typed in. */
@Entity({ name: 'customer_service', schema: SCHEMA })
export class CustomerService {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'customer_id', type: 'int' })
  customerId!: number

  @Column({ name: 'plan_id', type: 'int' })
  planId!: number

  @Column({ type: 'text' })
  number!: string

  @Column({ name: 'status_id', type: 'int' })
  statusId!: number

  /** 1 to 28, or {@link LAST_DAY_OF_MONTH}. */
  @Column({ name: 'due_day', type: 'int' })
  dueDay!: number

  @Column({ name: 'price_cents', type: 'int' })
  priceCents!: number

  @Column({ name: 'activated_at', type: 'timestamptz', nullable: true })
  activatedAt!: Date | null

  @Column({ name: 'canceled_at', type: 'timestamptz', nullable: true })
  canceledAt!: Date | null

  @Column({ name: 'cancel_reason', type: 'text', nullable: true })
  cancelReason!: string | null

  @Column({ type: 'text', default: 'new' })
  origin!: ServiceOrigin

  @Column({ name: 'previous_service_id', type: 'int', nullable: true })
  previousServiceId!: number | null

  /** Day in the provider's time zone, `yyyy-mm-dd`, honoured by every automatic job. */
  @Column({ name: 'do_not_suspend_until', type: 'date', nullable: true })
  doNotSuspendUntil!: string | null

  @Column({ name: 'trust_unlock_until', type: 'timestamptz', nullable: true })
  trustUnlockUntil!: Date | null

  /** The service's id in the host's own system. */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
