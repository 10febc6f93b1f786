import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** One request of a homologation and what the platform answered. Secrets are hidden in every text. */
export interface HomologationStep {
  /** Name of the event. */
  type: string
  passed: boolean
  /** `webhook-id` of the request. */
  eventId: string
  /** ISO instant, by the database's clock. */
  sentAt: string
  durationMs: number
  /** Null where no request could be built. */
  request: { method: string; url: string; headers: { name: string; value: string }[]; body: string } | null
  /** HTTP status of the answer; null if none came. */
  status: number | null
  /** The platform's words, else the class of the failure; null for a step that passed. */
  message: string | null
  /** Its first 8 KiB. */
  answer: string | null
  /** What the answer told of the user. */
  externalId: string | null
  login: string | null
}

/** BR-07a: a try of all events with an invented customer, before the first real one. */
@Entity({ name: 'homologation', schema: SCHEMA })
export class Homologation {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date

  /** Null while it runs, and for ever if its process died meanwhile. */
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null

  /** Who pressed the button. */
  @Column({ name: 'requested_by', type: 'text' })
  requestedBy!: string

  @Column({ type: 'boolean', default: false })
  passed!: boolean

  @Column({ type: 'json', default: [] })
  steps!: HomologationStep[]
}
