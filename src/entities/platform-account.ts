import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** A customer as a platform's user: one per integration and customer, whatever the number of services and packages. */
@Entity({ name: 'platform_account', schema: SCHEMA })
export class PlatformAccount {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ name: 'customer_id', type: 'int' })
  customerId!: number

  /** The platform's own id of the user, from its answer. */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null

  @Column({ type: 'text', nullable: true })
  login!: string | null

  /** When its platform last accepted anything for it; of confirmations within ten seconds the first. */
  @Column({ name: 'last_confirmed_at', type: 'timestamptz', nullable: true })
  lastConfirmedAt!: Date | null

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date
}
