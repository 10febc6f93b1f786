import type { FieldIssueCode } from '../errors.js'
import type { SecretBox } from '../secrets/secret-box.js'
import type { ReadTemplates, TemplatesInput } from './integrations/integration-templates.js'

/** What use cases need from outside the domain. Built once by the plugin. */
export interface DomainContext {
  secretBox: SecretBox
  /** Names of the registered gateways. */
  gatewayNames: readonly string[]
  /** BR-01: whether an integration of this gateway must have an address. */
  gatewayNeedsUrl(name: string): boolean
  /** Refuses an endpoint that must not be called, by the server's own policy; null when it may be. */
  checkUrl(url: string): FieldIssueCode | null
  /** Whether delivery sets this header itself, so that no parameter may. */
  isReservedHeader(name: string): boolean
  /** Reads templates, each rendered on a sample event of its type, and says what is wrong with them. */
  readTemplates(input: TemplatesInput): ReadTemplates
  /** A fresh UUIDv7. */
  createId(): string
  /** A fresh `whsec_…` secret. */
  createSigningSecret(): string
  /** How long a replaced signing secret still signs beside the new one. */
  secretOverlapMs: number
  /** IANA name of the provider's time zone, in which days begin and end. */
  timeZone: string
  /** BR-37: whether packages can be added while the service is suspended for debt. */
  linkWhileInDebt: boolean
  /** BR-35: days of a trust unlock, when nobody says how many and at most. */
  trustUnlock: { defaultDays: number; maxDays: number }
}

/** The part of it that bulk jobs need. */
export type BulkContext = Pick<DomainContext, 'timeZone' | 'linkWhileInDebt'>
