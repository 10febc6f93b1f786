import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const PERSON_TYPES = ['pf', 'pj'] as const
export type PersonType = (typeof PERSON_TYPES)[number]

/** A person (`pf`, with a CPF) or a company (`pj`, with a CNPJ) that buys services. */
@Entity({ name: 'customer', schema: SCHEMA })
export class Customer {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ name: 'person_type', type: 'text' })
  personType!: PersonType

  /** CPF or CNPJ without punctuation, letters in capitals; null once anonymised. */
  @Column({ type: 'text', nullable: true })
  document!: string | null

  @Column({ type: 'text', nullable: true })
  email!: string | null

  @Column({ type: 'text', nullable: true })
  phone!: string | null

  /** The customer's id in the host's own system. */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null

  /** When it was asked to forget this customer; done once every platform was told to remove him. */
  @Column({ name: 'anonymization_requested_at', type: 'timestamptz', nullable: true })
  anonymizationRequestedAt!: Date | null

  @Column({ name: 'anonymized_at', type: 'timestamptz', nullable: true })
  anonymizedAt!: Date | null

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
