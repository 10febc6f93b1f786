import type { DataSource } from 'typeorm'
import type { Actor } from '../domain/actor.js'
import type { HomologationStep } from '../entities/homologation.js'
import type { Endpoint, Gateway } from '../gateways/gateway.js'
import { loadEndpoints } from '../gateways/load-endpoints.js'
import type { SecretBox } from '../secrets/secret-box.js'
import type { DeliveryLogger } from '../webhooks/delivery-contract.js'
import type { Sender } from '../webhooks/send.js'
import { type Learned, stepsOf } from './fictitious-customer.js'
import { beginRun, finishRun } from './run-record.js'
import { findTriedPackage } from './tried-package.js'
import { tryStep } from './try-step.js'

export interface HomologateParts {
  dataSource: DataSource
  secretBox: SecretBox
  gateways: ReadonlyMap<string, Gateway>
  sender: Sender
  logger: DeliveryLogger
}

export interface HomologateInput {
  integrationId: number
  /** Null for the integration's first. */
  packageId: number | null
  actor: Actor
}

/** A run that is over. */
export interface HomologationRun {
  id: number
  startedAt: Date
  requestedBy: string
  passed: boolean
  steps: readonly HomologationStep[]
}

/**
 * BR-07a: sends an invented customer's created, suspended, resumed and removed, those of them that the integration takes,
 * one after the other, and keeps each request and answer. Goes on after a refusal, so that nothing of him stays at the
 * platform. What an answer tells (id, login) is in the requests that follow. Changes no subscription and no account,
 * whether the integration is active or not. To be called outside any transaction; takes four deadlines at most.
 */
export const homologate = async (
  parts: HomologateParts,
  { integrationId, packageId, actor }: HomologateInput,
): Promise<HomologationRun> => {
  const { dataSource, gateways, secretBox, logger } = parts
  const { id, startedAt, integration } = await beginRun(dataSource, { integrationId, actor })
  const steps: HomologationStep[] = []
  let passed = false
  try {
    const { description } = integration
    const tried = await findTriedPackage(dataSource, { integrationId, description, packageId })
    const endpoint: Endpoint | undefined = (
      await loadEndpoints(dataSource, { integrationIds: [integrationId], secretBox, logger })
    ).get(integrationId)
    const gateway = endpoint && gateways.get(endpoint.gateway)
    const target = endpoint && gateway ? { endpoint, gateway } : null
    let learned: Learned = { externalId: null, login: null, subscriptionExternalId: null }
    const types = stepsOf(integration)
    for (const [index, type] of types.entries()) {
      const result = await tryStep(parts, { type, sequence: index + 1, tried, learned, target, integrationId, actor })
      learned = result.learned
      steps.push(result.step)
    }
    passed = steps.every((step) => step.passed)
  } finally {
    // Also where something failed midway: what was sent must be known, and the next run need not wait.
    await finishRun(dataSource, { id, integrationId, steps, passed, actor })
  }
  return { id, startedAt, requestedBy: actor.id, passed, steps }
}
