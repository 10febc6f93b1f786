import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** What an integration sells. Gateway `outros` has a single generic one. */
@Entity({ name: 'product', schema: SCHEMA })
export class Product {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ name: 'external_id', type: 'text' })
  externalId!: string

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'boolean', default: false })
  generic!: boolean

  @Column({ type: 'boolean', default: true })
  active!: boolean

  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt!: Date

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date
}
