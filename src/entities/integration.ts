import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn, VersionColumn } from 'typeorm'
import { SCHEMA } from './schema.js'

export const HTTP_METHODS = ['POST', 'PUT'] as const
export type HttpMethod = (typeof HTTP_METHODS)[number]

/** `http_2xx_and_body_success` also wants `success` in the answer's JSON body, where it is present, not to be false. */
export const SUCCESS_RULES = ['http_2xx', 'http_2xx_and_body_success'] as const
export type SuccessRule = (typeof SUCCESS_RULES)[number]

/** Which of the customer's fields a payload may hold: none, name and contact, or those and the document. */
export const DATA_PROFILES = ['minimal', 'contact', 'full'] as const
export type DataProfile = (typeof DATA_PROFILES)[number]

/** A content platform of somebody else that receives our webhooks. */
@Entity({ name: 'integration', schema: SCHEMA })
export class Integration {
  @PrimaryGeneratedColumn('identity', { type: 'int' })
  id!: number

  @Column({ type: 'text' })
  gateway!: string

  @Column({ type: 'text' })
  description!: string

  @Column({ type: 'text' })
  url!: string

  @Column({ type: 'text', default: 'POST' })
  method!: HttpMethod

  @Column({ name: 'single_package', type: 'boolean', default: false })
  singlePackage!: boolean

  @Column({ name: 'send_suspend_resume', type: 'boolean', default: true })
  sendSuspendResume!: boolean

  @Column({ name: 'suspend_on_partial', type: 'boolean', default: false })
  suspendOnPartial!: boolean

  @Column({ name: 'success_rule', type: 'text', default: 'http_2xx_and_body_success' })
  successRule!: SuccessRule

  @Column({ name: 'data_profile', type: 'text', default: 'contact' })
  dataProfile!: DataProfile

  @Column({ type: 'boolean', default: true })
  active!: boolean

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date

  @VersionColumn({ type: 'int' })
  version!: number
}
