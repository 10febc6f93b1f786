import { createRequire } from 'node:module'
import type { DataSource, EntityManager } from 'typeorm'

// By its own name, as any host imports it. Loaded through its folder, since this one is no part of it and has not
// installed it; typeorm so too, for there must be one copy of it.
const { resolve } = createRequire(new URL('../../../package.json', import.meta.url))
const load = (name: string) => import(resolve(name))

export const {
  contentPlatforms,
  contentPlatformMigrations,
  saveIntegration,
  syncProducts,
  savePackage,
  savePlan,
  trackedWrite,
} = (await load('adminjs-content-platforms')) as typeof import('adminjs-content-platforms')

export const { contentPlatformEntities } = (await load(
  'adminjs-content-platforms/entities',
)) as typeof import('adminjs-content-platforms/entities')

// What no host may import yet, straight from the build.
const loadInner = (path: string) => import(new URL(`../../../dist/${path}`, import.meta.url).href)

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
