import { Column, Entity, PrimaryColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** `open`: nothing is sent but one probe now and then; `half_open`: a probe is under way. */
export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

/** What holds an integration's delivery back, shared by all workers. An integration without one was never held back. */
@Entity({ name: 'delivery_gate', schema: SCHEMA })
export class DeliveryGate {
  @PrimaryColumn({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ type: 'text', default: 'closed' })
  breaker!: BreakerState

  /** Since when the trouble lasts; null while closed. */
  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true })
  openedAt!: Date | null

  /** Openings since it was last closed, each of which waits longer for its probe. */
  @Column({ type: 'int', default: 0 })
  openings!: number

  /** When the next probe may go; null while open: opened by a person, until a person closes it. */
  @Column({ name: 'probe_at', type: 'timestamptz', nullable: true })
  probeAt!: Date | null

  /** When it closed: what may be in flight grows from then on. */
  @Column({ name: 'ramp_from', type: 'timestamptz', nullable: true })
  rampFrom!: Date | null

  /** Class of the failure that opened it, such as `timeout` or `http_503`. */
  @Column({ type: 'text', nullable: true })
  cause!: string | null

  /** Who opened it by hand. */
  @Column({ name: 'forced_by', type: 'text', nullable: true })
  forcedBy!: string | null

  /** From when on the rate limit has room for another request. */
  @Column({ name: 'next_send_at', type: 'timestamptz', nullable: true })
  nextSendAt!: Date | null
}
