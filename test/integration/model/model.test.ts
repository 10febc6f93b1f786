import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProvider, type Provider } from '../../support/provider.js'
import { applyFact } from './apply-fact.js'
import { type Fact, fact } from './facts.js'
import { createModel, type Held, type Model } from './plain-model.js'
import { createPlatform } from './replay.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider({ linkWhileInDebt: true })
})
afterAll(() => provider.drop())

const addProduct = async (integrationId: number): Promise<number> => {
  const [{ id }] = await provider.dataSource.query(
    `insert into content_platforms.product (integration_id, external_id, code, name, last_seen_at)
     values ($1, 'outro', 'OUTRO', 'Outro', now()) returning id`,
    [integrationId],
  )
  return id
}

/** Two platforms, the first with two products; packages on each of them; two customers with services. */
const createStage = async (): Promise<Model> => {
  const model = createModel()
  for (const count of [2, 1]) {
    const { id, productId } = await provider.integration()
    const defaults = { sendSuspendResume: true, suspendOnPartial: false }
    model.integrations.set(id, { id, ...defaults, takesSuspensions: true, takesChanged: false, takesRelinked: false })
    model.products.set(productId, id)
    if (count === 2) model.products.set(await addProduct(id), id)
  }
  for (const productId of [...model.products.keys(), null]) {
    model.packages.set(await provider.package({ productId }), { productId, suspendOnDebt: true })
  }
  const plan = (packages: number[], lockPackages: boolean) =>
    provider.plan({
      lockPackages,
      packages: packages.map((packageId) => ({ packageId, mandatory: false, priceOverrideCents: null })),
    })
  const [first = 0, second = 0, third = 0] = model.packages.keys()
  model.plans.push(await plan([], false), await plan([first, third], false), await plan([second], true))
  for (const activate of [true, true, false]) {
    const customerId = [...model.services.values()][0]?.customerId ?? (await provider.customer())
    const owner = activate ? customerId : await provider.customer()
    const id = await provider.service({ customerId: owner, activate })
    const phase = activate ? ('works' as const) : ('waiting' as const)
    model.services.set(id, { id, customerId: owner, phase, blocks: new Set(), trusted: false })
  }
  return model
}

const order = (held: readonly Held[]): Held[] =>
  [...held].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))

const eventsOf = async ({ integrations }: Model) =>
  (await provider.events()).filter(({ integrationId }) => integrations.has(integrationId))

const expectSame = async (model: Model) => {
  const platform = createPlatform()
  for (const event of await eventsOf(model)) platform.learn(event)
  const wanted = [...model.subscriptions.values()].flatMap(({ held }) => held ?? [])
  expect(order(platform.held())).toEqual(order(wanted))

  const recorded = new Map((await provider.subscriptions()).map(({ id, state }) => [id, state]))
  for (const { id, held } of model.subscriptions.values()) {
    const state = recorded.get(id)
    expect(state === 'waiting' ? 'absent' : state).toBe(held?.state ?? 'absent')
  }
}

const play = async (facts: readonly Fact[]): Promise<number> => {
  const model = await createStage()
  let done = 0
  for (const one of facts) {
    if ((await applyFact(provider, model, one)) === 'done') done += 1
    await expectSame(model)
  }
  return done
}

describe('any sequence of facts', { timeout: 120_000 }, () => {
  it('leaves our state, the events and a platform that applies them equal to a plain model', async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fact, { minLength: 8, maxLength: 30 }), async (facts) => {
        done += await play(facts)
      }),
      { numRuns: 30, endOnFailure: true },
    )
    expect(done).toBeGreaterThan(200)
  })
})
