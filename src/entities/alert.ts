import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** What a person is alerted of. */
export const ALERT_KINDS = [
  'lane_parked',
  'breaker_open',
  'resume_undelivered',
  'integration_gone',
  'brake_held',
  'job_failing',
  'reconciliation_differs',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** One of the things that an alert counts, by ids alone. */
export interface AlertExample {
  laneId?: number
  eventId?: string
  subscriptionId?: number | null
}

/** Something that a person has to look at. Raised and ended by the job `alert.watch` from the state itself. */
@Entity({ name: 'alert', schema: SCHEMA })
export class Alert {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  kind!: AlertKind

  /** What it is about, as `integration:3` or `job:subscription.expire`: of one kind and subject one is open at a time. */
  @Column({ type: 'text' })
  subject!: string

  @Column({ name: 'integration_id', type: 'int', nullable: true })
  integrationId!: number | null

  /** Name of the background job that it is about. */
  @Column({ type: 'text', nullable: true })
  job!: string | null

  /** How many lanes, subscriptions or failures there are by now; 1 where there is nothing to count. */
  @Column({ type: 'int' })
  count!: number

  /** Since when the trouble lasts, which may be long before it was noticed. */
  @Column({ type: 'timestamptz' })
  since!: Date

  @Column({ type: 'jsonb', default: [] })
  examples!: AlertExample[]

  /** What else there is to say of this kind; see `AlertDetails`. */
  @Column({ type: 'jsonb', default: {} })
  details!: Record<string, unknown>

  @Column({ name: 'raised_at', type: 'timestamptz' })
  raisedAt!: Date

  /** Since when its cause is gone; null while it is open. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null

  /** When the host was told last while it was open, and of which count. */
  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  toldAt!: Date | null

  @Column({ name: 'told_count', type: 'int', nullable: true })
  toldCount!: number | null

  /** When the host was told that it is over. */
  @Column({ name: 'told_end_at', type: 'timestamptz', nullable: true })
  toldEndAt!: Date | null

  /** Not to be told before: later each time that the host's function fails. */
  @Column({ name: 'tell_after', type: 'timestamptz' })
  tellAfter!: Date

  /** Calls that failed since the last one that succeeded. */
  @Column({ name: 'tell_attempts', type: 'int', default: 0 })
  tellAttempts!: number
}
