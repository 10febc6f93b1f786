import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** `ended`: what it stood for is done, or is no question any more. */
export const BRAKE_STATES = ['held', 'confirmed', 'dismissed', 'ended'] as const
export type BrakeState = (typeof BRAKE_STATES)[number]

/** BR-45: automatic work that stopped because it would end more than it may without a person's word. */
@Entity({ name: 'mass_brake', schema: SCHEMA })
export class MassBrake {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  /** Name of the job that stopped. */
  @Column({ type: 'text' })
  source!: string

  /** How many subscriptions it would suspend or remove. */
  @Column({ name: 'affected_count', type: 'int' })
  affectedCount!: number

  /** How many it may without being confirmed. */
  @Column({ name: 'limit_count', type: 'int' })
  limitCount!: number

  /** Once confirmed: how many of them are still to come. */
  @Column({ name: 'remaining_count', type: 'int', nullable: true })
  remainingCount!: number | null

  @Column({ name: 'held_at', type: 'timestamptz' })
  heldAt!: Date

  @Column({ type: 'text', default: 'held' })
  state!: BrakeState

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null

  @Column({ name: 'decided_by', type: 'text', nullable: true })
  decidedBy!: string | null
}
