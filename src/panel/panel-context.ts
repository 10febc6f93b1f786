import type { DataSource, EntityManager } from 'typeorm'
import type { Actor } from '../domain/actor.js'
import type { DomainContext } from '../domain/context.js'
import type { TemplatesInput } from '../domain/integrations/integration-templates.js'
import type { ListedProduct } from '../domain/integrations/sync-products.js'
import type { CorrectInput, CorrectResult } from '../domain/reconciliation/open-differences.js'
import type { ReconcileInput, ReconcileResult } from '../domain/reconciliation/reconcile.js'
import type { ResendInput, ResendResult } from '../domain/reconciliation/resendable.js'
import type { Homologation, HomologationStep } from '../entities/homologation.js'
import type { FieldIssue } from '../errors.js'

/** What came of a test request, in the classes that the panel may show. */
export interface PingResult {
  accepted: boolean
  /** HTTP status of the answer, if one came. */
  status: number | null
  durationMs: number
  /** Class of the failure, or the platform's own words. */
  message: string | null
}

/** A homologation that is over. */
export type Homologated = Pick<Homologation, 'id' | 'startedAt' | 'requestedBy' | 'passed'> & {
  steps: readonly HomologationStep[]
}

/** A template as it stands in a form. */
export interface PreviewInput {
  type: string
  given: object
  endpoint: TemplatesInput['endpoint']
}

/** A template's request with secrets hidden, null where something is refused, and all that is refused. */
export interface TemplatePreview {
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null
  issues: readonly FieldIssue[]
  /** What templates of this type can name, with the sample's values. */
  variables: readonly { name: string; value: string }[]
}

/** What resources and actions need, built once by the plugin. */
export interface PanelContext {
  dataSource: DataSource
  domain: DomainContext
  /** BR-76: days after which undelivered events of a customer who is to be forgotten are given up. */
  anonymizeAfterStuckDays: number
  /** Asks an integration's gateway for its products; outside any transaction, since it may call the platform. */
  listProducts(integrationId: number): Promise<readonly ListedProduct[]>
  /** Whether the gateway of this name has a list of its platform's users. */
  listsAccounts(gateway: string): boolean
  /** BR-100: compares an integration with its platform; outside any transaction. */
  reconcile(input: Pick<ReconcileInput, 'integrationId' | 'actor'>): Promise<ReconcileResult>
  /** BR-100: corrects the next of the chosen differences, in a transaction of its own. */
  correctDifferences(tx: EntityManager, input: CorrectInput): Promise<CorrectResult>
  /** BR-101: has the next of the chosen subscriptions told anew, in a transaction of its own. */
  resendState(tx: EntityManager, input: ResendInput): Promise<ResendResult>
  /** BR-08: sends `integration.ping` at once; outside any transaction. */
  ping(integrationId: number, requestedBy: string): Promise<PingResult>
  /** *Reenviar acesso*: has the account's platform send its user his access again; in the caller's transaction. */
  resetCredentials(tx: EntityManager, input: { accountId: number; actor: Actor }): Promise<void>
  /** BR-07a: tries all events with an invented customer; outside any transaction. */
  homologate(input: { integrationId: number; packageId: number | null; actor: Actor }): Promise<Homologated>
  /** What one template makes of its type's sample event; a type that there is not is refused. Changes and sends nothing. */
  previewTemplate(input: PreviewInput): TemplatePreview
  /** A hint that something is due, to be given after a commit. */
  wake(): void
  /** The same for jobs. */
  wakeJobs(): void
  /** The same for what people are alerted of. */
  hintAlert(): void
}
