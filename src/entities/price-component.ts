import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const REVENUE_TYPES = ['SVA', 'SCM', 'SeAC', 'STFC', 'locacao', 'outros'] as const
export type RevenueType = (typeof REVENUE_TYPES)[number]

export const DOCUMENT_MODELS = ['NFCom62', 'NFSe', 'recibo', 'none'] as const
export type DocumentModel = (typeof DOCUMENT_MODELS)[number]

/** One part of a package's price, kept apart because its parts are taxed differently. */
@Entity({ name: 'price_component', schema: SCHEMA })
export class PriceComponent {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'package_id', type: 'int' })
  packageId!: number

  @Column({ type: 'int' })
  position!: number

  @Column({ type: 'text' })
  description!: string

  @Column({ name: 'revenue_type', type: 'text' })
  revenueType!: RevenueType

  @Column({ name: 'amount_cents', type: 'int' })
  amountCents!: number

  /** Its share of the price in percent, `33.33`, from which the amount was computed; null where the amount was given. */
  @Column({ type: 'numeric', precision: 5, scale: 2, nullable: true })
  percent!: string | null

  @Column({ name: 'document_model', type: 'text' })
  documentModel!: DocumentModel
}
