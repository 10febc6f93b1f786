import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const HTTP_METHODS = ['POST', 'PUT'] as const
export type HttpMethod = (typeof HTTP_METHODS)[number]

/**
 * `http_2xx_and_body_success` also wants `success` in the answer's JSON body, where it is present, not to be false;
 * `body_value` wants `successValue` at `successPath` of that body.
 */
export const SUCCESS_RULES = ['http_2xx', 'http_2xx_and_body_success', 'body_value'] as const
export type SuccessRule = (typeof SUCCESS_RULES)[number]

/** Which of the customer's fields a payload may hold: none, name and contact, or those and the document. */
export const DATA_PROFILES = ['minimal', 'contact', 'full'] as const
export type DataProfile = (typeof DATA_PROFILES)[number]

/** What an integration is told of unless it chooses otherwise. */
export const DEFAULT_EVENT_TYPES = [
  'content.subscription.created',
  'content.subscription.suspended',
  'content.subscription.resumed',
  'content.subscription.removed',
] as const

/** How a body is written: our own, that of the reference system as far as it is known, or the integration's templates. */
export const PAYLOAD_FORMATS = ['standard', 'hubsoft', 'template'] as const
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number]

/** One event type's request; every text in it is a Liquid template. Of the body's JSON tree the string leaves are. */
export interface RequestTemplate {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Appended to the integration's address; each segment is rendered and encoded by itself. */
  path: string
  headers: { name: string; value: string }[]
  /** Null for a request without a body. */
  body: unknown
}

/** A content platform of somebody else that receives our webhooks. */
@Entity({ name: 'integration', schema: SCHEMA })
export class Integration {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  gateway!: string

  @Column({ type: 'text' })
  description!: string

  @Column({ type: 'text' })
  url!: string

  @Column({ type: 'text', default: 'POST' })
  method!: HttpMethod

  @Column({ name: 'single_package', type: 'boolean', default: false })
  singlePackage!: boolean

  @Column({ name: 'send_suspend_resume', type: 'boolean', default: true })
  sendSuspendResume!: boolean

  @Column({ name: 'suspend_on_partial', type: 'boolean', default: false })
  suspendOnPartial!: boolean

  @Column({ name: 'success_rule', type: 'text', default: 'http_2xx_and_body_success' })
  successRule!: SuccessRule

  @Column({ name: 'data_profile', type: 'text', default: 'contact' })
  dataProfile!: DataProfile

  @Column({ name: 'payload_format', type: 'text', default: 'standard' })
  payloadFormat!: PayloadFormat

  /** Names of the events that the platform wants; `created` and `removed` are always among them. */
  @Column({ name: 'event_types', type: 'text', array: true, default: [...DEFAULT_EVENT_TYPES] })
  eventTypes!: string[]

  /** Where the answer's JSON body says that it worked, such as `result.status`; for the rule `body_value`. */
  @Column({ name: 'success_path', type: 'text', nullable: true })
  successPath!: string | null

  @Column({ name: 'success_value', type: 'text', nullable: true })
  successValue!: string | null

  /** Statuses beyond 2xx that count as success, by event type: 404 on `removed` says that it is gone already. */
  @Column({ name: 'extra_statuses', type: 'jsonb', default: {} })
  extraStatuses!: Record<string, number[]>

  /** The requests of the format `template`, by event type. Not `jsonb`, which forgets the order of a body's fields. */
  @Column({ type: 'json', default: {} })
  templates!: Record<string, RequestTemplate>

  /** How many days before a subscription's last one the platform is told; null for never. */
  @Column({ name: 'expiring_days', type: 'int', nullable: true })
  expiringDays!: number | null

  /** Requests to it in flight at once, over all workers; null for the host's own cap. */
  @Column({ name: 'max_in_flight', type: 'int', nullable: true })
  maxInFlight!: number | null

  /** Requests to it within any minute, over all workers; null for no limit. */
  @Column({ name: 'rate_limit_per_minute', type: 'int', nullable: true })
  rateLimitPerMinute!: number | null

  @Column({ type: 'boolean', default: true })
  active!: boolean

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
