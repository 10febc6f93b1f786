import type { EntityManager } from 'typeorm'
import type { Actor } from '../domain/actor.js'
import { recordAudits } from '../domain/record-audit.js'
import { lockAffectedServices } from '../domain/state/affected-services.js'
import { type BrakeAllowance, spendAllowance } from '../domain/state/mass-brake.js'
import { touchesOf } from '../domain/touches.js'
import { countEnds, type Drift, readDrift } from '../hooks/read-drift.js'
import { AllowanceSpent } from './ask-brake.js'

interface TouchInput {
  serviceIds: readonly number[]
  allowance: BrakeAllowance
  today: string
  actor: Actor
}

const toAudit = (actor: Actor) => (drift: Drift) => ({
  actor,
  action: drift.isExpiry ? 'subscription.expired' : 'subscription.drift_corrected',
  resource: 'package_subscription',
  recordId: drift.subscriptionId,
  before: { state: drift.before },
  after: { state: drift.after, events: drift.changes, serviceId: drift.serviceId },
})

/**
 * Has these services recomputed when the transaction commits, and audits what that will change; returns it. Takes what
 * it suspends and removes from the allowance, or throws `AllowanceSpent`.
 */
export const touchServices = async (tx: EntityManager, input: TouchInput): Promise<Drift[]> => {
  const { serviceIds, allowance, today, actor } = input
  if (!tx.queryRunner) throw new TypeError('services are touched in a transaction')
  const touches = touchesOf(tx.queryRunner)
  for (const id of serviceIds) touches.services.add(id)
  // Locked before they are read, as the hooks will do again at the commit: what is audited is what is recorded.
  const drifts = await readDrift(tx, { serviceIds: await lockAffectedServices(tx, touches), today })
  if (!(await spendAllowance(tx, allowance, countEnds(drifts)))) throw new AllowanceSpent(actor.id)
  if (drifts.length > 0) await recordAudits(tx, drifts.map(toAudit(actor)))
  return drifts
}
