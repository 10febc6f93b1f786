import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** An internet plan. With `lockPackages`, only its own packages can be linked to its services. */
@Entity({ name: 'plan', schema: SCHEMA })
export class Plan {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  name!: string

  @Column({ name: 'display_name', type: 'text', nullable: true })
  displayName!: string | null

  @Column({ name: 'price_cents', type: 'int' })
  priceCents!: number

  @Column({ name: 'lock_packages', type: 'boolean', default: false })
  lockPackages!: boolean

  @Column({ type: 'boolean', default: true })
  active!: boolean

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
