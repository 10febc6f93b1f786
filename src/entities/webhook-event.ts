import { Column, Entity, PrimaryColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const EVENT_STATES = ['pending', 'delivered', 'failed', 'skipped'] as const
export type EventState = (typeof EVENT_STATES)[number]

/** What a platform must learn: ids and states only, no personal data and no parameters. */
@Entity({ name: 'webhook_event', schema: SCHEMA })
export class WebhookEvent {
  /** UUIDv7; the `webhook-id` of every attempt. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ type: 'text' })
  type!: string

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  /** Null for an event outside any lane (`integration.ping`). */
  @Column({ name: 'lane_id', type: 'int', nullable: true })
  laneId!: number | null

  @Column({ type: 'int', nullable: true })
  sequence!: number | null

  @Column({ name: 'subscription_id', type: 'int', nullable: true })
  subscriptionId!: number | null

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date

  /** Not `jsonb`: it is written once, read whole and never searched. */
  @Column({ type: 'json' })
  data!: Record<string, unknown>

  @Column({ type: 'text', default: 'pending' })
  state!: EventState

  /** When it was delivered, failed for good or was skipped. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null
}
