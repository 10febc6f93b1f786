import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'
import type { BlockKind } from './service-block.js'

/** What a status means for the content: nothing yet, give it, block it, take it away. */
export const CONTENT_EFFECTS = ['waiting', 'provision', 'block', 'remove'] as const
export type ContentEffect = (typeof CONTENT_EFFECTS)[number]

/** A status of a customer's service. A table, because providers add their own. */
@Entity({ name: 'service_status', schema: SCHEMA })
export class ServiceStatus {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  label!: string

  @Column({ name: 'content_effect', type: 'text' })
  contentEffect!: ContentEffect

  /** Set with effect `block`, null with any other. */
  @Column({ name: 'block_kind', type: 'text', nullable: true })
  blockKind!: BlockKind | null

  @Column({ type: 'boolean', default: true })
  billable!: boolean

  /** Shipped by us: its code and its existence are relied on. */
  @Column({ type: 'boolean', default: false })
  system!: boolean

  @VersionColumn({ type: 'int' })
  version!: number
}
