import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** A secret with which an integration's webhooks are signed. Several are valid at once while one replaces another. */
@Entity({ name: 'signing_secret', schema: SCHEMA })
export class SigningSecret {
  /** UUIDv7, made before the insert because the ciphertext is bound to it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ type: 'text' })
  ciphertext!: string

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  /** From this instant on it signs no more; null while it is current. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null
}
