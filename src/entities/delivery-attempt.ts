import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const ATTEMPT_OUTCOMES = ['accepted', 'refused', 'unreachable', 'blocked', 'unsendable'] as const
export type AttemptOutcomeKind = (typeof ATTEMPT_OUTCOMES)[number]

/** One HTTP request for one event, and what came of it. */
@Entity({ name: 'delivery_attempt', schema: SCHEMA })
export class DeliveryAttempt {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string

  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  /** 1 for the first attempt of an event, and on from there, also after a person had it sent again. */
  @Column({ type: 'int' })
  number!: number

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date

  @Column({ name: 'duration_ms', type: 'int' })
  durationMs!: number

  @Column({ type: 'text' })
  outcome!: AttemptOutcomeKind

  /** HTTP status of the answer, if one came. */
  @Column({ type: 'int', nullable: true })
  status!: number | null

  /** Class of the failure (`timeout`, `dns`, `tls`, `connection`, `address`, …), never its details. */
  @Column({ name: 'error_class', type: 'text', nullable: true })
  errorClass!: string | null

  /** The platform's own words about a failure, as plain text. */
  @Column({ type: 'text', nullable: true })
  message!: string | null

  @Column({ name: 'request_sha256', type: 'text', nullable: true })
  requestSha256!: string | null

  /** The body that was sent, personal data and secrets masked. */
  @Column({ name: 'request_masked', type: 'text', nullable: true })
  requestMasked!: string | null

  /** The first 8 KiB of the answer as text, personal data masked. */
  @Column({ name: 'response_masked', type: 'text', nullable: true })
  responseMasked!: string | null

  /** Who asked for this attempt by hand; null for an automatic one. */
  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy!: string | null

  /** When the bodies were forgotten (BR-75); what else is known of the attempt stays. */
  @Column({ name: 'bodies_purged_at', type: 'timestamptz', nullable: true })
  bodiesPurgedAt!: Date | null
}
