import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const ROLES = ['administrator', 'attendant', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** A person who signs in to the panel. */
@Entity({ name: 'panel_user', schema: SCHEMA })
export class PanelUser {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  /** Lower case; unique. */
  @Column({ type: 'text' })
  email!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ type: 'text' })
  role!: Role

  /** scrypt, with its parameters and salt in front. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string

  @Column({ type: 'boolean', default: true })
  active!: boolean

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
