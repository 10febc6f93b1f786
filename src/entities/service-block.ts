import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** Strongest first: the status shown is that of the strongest open block. */
export const BLOCK_KINDS = ['administrative', 'debt', 'request', 'partial'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

export const BLOCK_ORIGINS = ['action', 'job', 'host'] as const
export type BlockOrigin = (typeof BLOCK_ORIGINS)[number]

/** The fact behind a suspension. Several can stand at once, one open per kind. */
@Entity({ name: 'service_block', schema: SCHEMA })
export class ServiceBlock {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'service_id', type: 'int' })
  serviceId!: number

  @Column({ type: 'text' })
  kind!: BlockKind

  @Column({ type: 'text' })
  origin!: BlockOrigin

  @Column({ type: 'text', nullable: true })
  reason!: string | null

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null
}
