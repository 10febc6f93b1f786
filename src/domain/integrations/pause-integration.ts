import type { EntityManager } from 'typeorm'
import { Integration } from '../../entities/integration.js'
import type { Actor } from '../actor.js'
import { loadForUpdate } from '../load-record.js'
import { recordAudit } from '../record-audit.js'

/** Deactivates an integration, once: its events are kept and nothing is sent until a person activates it (BR-07). */
export const pauseIntegration = async (
  tx: EntityManager,
  { integrationId, reason, actor }: { integrationId: number; reason: string; actor: Actor },
): Promise<void> => {
  const integration = await loadForUpdate(tx, Integration, { id: integrationId })
  if (!integration.active) return
  await tx.getRepository(Integration).save(Object.assign(integration, { active: false }))
  await recordAudit(tx, {
    actor,
    action: 'integration.paused',
    resource: 'integration',
    recordId: integrationId,
    reason,
    before: { active: true },
    after: { active: false },
  })
}
