import type { ResourceWithOptions } from 'adminjs'
import { expect } from 'vitest'
import { catalogueGateway } from '../../../examples/catalogue-gateway.js'
import type { IntegrationInput } from '../../../src/domain/integrations/save-integration.js'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { syncProducts } from '../../../src/domain/integrations/sync-products.js'
import type { Role } from '../../../src/entities/panel-user.js'
import { ACTOR, createProvider } from '../../support/provider.js'
import { type Answer, serveResources } from '../../support/resource-server.js'
import { startCataloguePlatform } from '../gateways/catalogue-platform.js'

/** A provider, its panel, and a platform with a catalogue, a list of users and deliveries that really arrive. */
export const openWorld = async () => {
  const platform = await startCataloguePlatform()
  const provider = await createProvider({
    gateways: [catalogueGateway],
    jobs: { enabled: false },
    delivery: { pollMs: 30, retryDelaysMs: [3_600_000] },
  })
  const panel = await serveResources(provider.content.adminOptions().resources as ResourceWithOptions[])
  const { dataSource } = provider

  const idle = () =>
    expect
      .poll(
        async () =>
          (
            await dataSource.query(
              `select count(*)::int as n from content_platforms.delivery_lane lane
               join content_platforms.integration on integration.id = lane.integration_id and integration.active
               where lane.head_sequence <= lane.last_sequence and lane.parked_at is null and lane.attempts = 0`,
            )
          )[0].n,
        { timeout: 6_000, interval: 30 },
      )
      .toBe(0)

  return {
    ...provider,
    platform,
    panel,
    /** Waits until everything was sent that was not refused; what a paused integration holds is not awaited. */
    idle,
    /** An integration with the platform's catalogue of three products. */
    async catalogue(values: Partial<IntegrationInput> = {}) {
      return provider.inTransaction(async (tx) => {
        const parameters = [{ key: 'Authorization', value: platform.token, secret: true, location: 'header' as const }]
        const given = { gateway: 'catalogo', description: 'Catálogo', url: platform.url, parameters, ...values }
        const { id } = await saveIntegration(tx, { values: given, actor: ACTOR }, provider.domain)
        const listed = ['A', 'B', 'C'].map((sku) => ({ externalId: sku, code: sku, name: `Produto ${sku}` }))
        await syncProducts(tx, { integrationId: id, listed, actor: ACTOR })
        const products: { id: number }[] = await tx.query(
          'select id from content_platforms.product where integration_id = $1 order by external_id',
          [id],
        )
        return { id, productIds: products.map((product) => product.id) }
      })
    },
    async accountOf(subscriptionId: number): Promise<number> {
      return (await provider.subscription(subscriptionId)).accountId ?? 0
    },
    reconcile: (id: number, role?: Role): Promise<Answer> =>
      panel.post(`/Integration/records/${id}/reconcile`, {}, role),
    show: async (id: number, query = ''): Promise<Answer> =>
      panel.get(`/Integration/records/${id}/showReconciliation${query}`),
    correct: (id: number, form: Record<string, string>, role?: Role): Promise<Answer> =>
      panel.post(`/Integration/records/${id}/correctDifferences`, form, role),
    resend: (resource: string, id: number, role?: Role): Promise<Answer> =>
      panel.post(`/${resource}/records/${id}/resendState`, {}, role),
    /** What the platform holds, by our subscription: the state it has there. */
    there(): Record<number, string> {
      const items = [...platform.users.values()].flatMap((user) => user.items)
      return Object.fromEntries(
        items.map(({ subscription, status }) => [subscription, status === 'blocked' ? 'suspended' : 'active']),
      )
    },
    /** What it should hold, by what was recorded. */
    async here(): Promise<Record<number, string>> {
      const all = await provider.subscriptions()
      return Object.fromEntries(
        all.filter(({ state }) => state === 'active' || state === 'suspended').map(({ id, state }) => [id, state]),
      )
    },
    async close() {
      await panel.close()
      await provider.drop()
      await platform.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
