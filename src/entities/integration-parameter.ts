import { Column, Entity, PrimaryColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const PARAMETER_LOCATIONS = ['header', 'query', 'body', 'path'] as const
export type ParameterLocation = (typeof PARAMETER_LOCATIONS)[number]

/** A key and a value that the platform asks for in each request. `value` is ciphertext when `secret`. */
@Entity({ name: 'integration_parameter', schema: SCHEMA })
export class IntegrationParameter {
  /** UUIDv7, made before the insert because a secret value is bound to it. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string

  @Column({ name: 'integration_id', type: 'int' })
  integrationId!: number

  @Column({ type: 'int' })
  position!: number

  @Column({ type: 'text' })
  key!: string

  @Column({ type: 'text' })
  value!: string

  @Column({ type: 'boolean', default: false })
  secret!: boolean

  @Column({ type: 'text', default: 'header' })
  location!: ParameterLocation
}
