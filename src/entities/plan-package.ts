import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

/** A package that each new service of a plan gets; a mandatory one can't be unticked while adding the service. */
@Entity({ name: 'plan_package', schema: SCHEMA })
export class PlanPackage {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ name: 'plan_id', type: 'int' })
  planId!: number

  @Column({ name: 'package_id', type: 'int' })
  packageId!: number

  @Column({ type: 'boolean', default: false })
  mandatory!: boolean

  @Column({ name: 'price_override_cents', type: 'int', nullable: true })
  priceOverrideCents!: number | null
}
