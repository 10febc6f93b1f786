import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** Sold alone, given as a benefit, or sold only together with a plan. */
export const COMMERCIAL_MODES = ['avulso', 'beneficio', 'combo'] as const
export type CommercialMode = (typeof COMMERCIAL_MODES)[number]

/** What the provider sells: a price, its split for tax, and at most one product of an integration. */
@Entity({ name: 'content_package', schema: SCHEMA })
export class ContentPackage {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  code!: string

  @Column({ type: 'text' })
  name!: string

  @Column({ name: 'display_name', type: 'text', nullable: true })
  displayName!: string | null

  @Column({ name: 'price_cents', type: 'int' })
  priceCents!: number

  @Column({ name: 'commercial_mode', type: 'text', default: 'avulso' })
  commercialMode!: CommercialMode

  @Column({ name: 'suspend_on_debt', type: 'boolean', default: true })
  suspendOnDebt!: boolean

  @Column({ name: 'default_term_days', type: 'int', nullable: true })
  defaultTermDays!: number | null

  @Column({ type: 'text', nullable: true })
  notes!: string | null

  @Column({ type: 'boolean', default: true })
  active!: boolean

  @Column({ name: 'product_id', type: 'int', nullable: true })
  productId!: number | null

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
