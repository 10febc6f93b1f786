import type { DataSource, EntityManager } from 'typeorm'
import { load, loadInner } from './load.js'

export const { contentPlatforms, saveIntegration, syncProducts, savePackage, savePlan, trackedWrite } = (await load(
  'adminjs-content-platforms',
)) as typeof import('adminjs-content-platforms')

export const { recordEvents } = (await loadInner('webhooks/outbox.js')) as {
  recordEvents(
    tx: EntityManager,
    drafts: readonly {
      id: string
      type: string
      integrationId: number
      accountId: number
      subscriptionId: number | null
      data: Record<string, unknown>
    }[],
  ): Promise<{ id: string; laneId: number; sequence: number }[]>
}

export const { createEventId } = (await loadInner('webhooks/event-id.js')) as { createEventId(): string }

/** Tells workers in other processes of events, as the package does after a commit that changed facts. */
export const { createWakeOthers } = (await loadInner('webhooks/wake-others.js')) as {
  createWakeOthers(options: { dataSource: DataSource; logger: object; onHint(): void }): {
    announce(hint: 'events'): void
  }
}
