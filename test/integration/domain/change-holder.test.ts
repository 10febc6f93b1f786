import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { type ChangeHolderInput, changeHolder } from '../../../src/domain/services/change-holder.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { trustUnlockService } from '../../../src/domain/services/trust-unlock-service.js'
import type { BlockKind } from '../../../src/entities/service-block.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

let provider: Provider
let linked: Awaited<ReturnType<Provider['linked']>>
let heir: number
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(async () => {
  linked = await provider.linked()
  heir = await provider.customer()
})
afterAll(() => provider.drop())

const change = (values: Partial<ChangeHolderInput> = {}) => {
  const terms = { reason: 'venda do imóvel', consentChannel: 'presencial' as const, actor: ACTOR }
  const input = { serviceId: linked.serviceId, customerId: heir, ...terms, ...values }
  return provider.inTransaction((tx) => changeHolder(tx, input, provider.domain))
}
const suspend = (kind: BlockKind) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId: linked.serviceId, kind, actor: ACTOR }))
const holder = async () => {
  const [row] = await provider.dataSource.query(
    `select customer_id as "customerId", st.code as status, trust_unlock_until as until
     from content_platforms.customer_service sv join content_platforms.service_status st on st.id = sv.status_id
     where sv.id = $1`,
    [linked.serviceId],
  )
  return row
}

describe('BR-43: change of holder', () => {
  it('removes for the one, creates for the other, at an account of his own, and is audited', async () => {
    await change()
    const events = await provider.events({ subscriptionId: linked.subscriptionId })
    expect(events.map(({ type, data }) => [type.split('.').at(-1), data.customerId, data.cause])).toEqual([
      ['created', linked.customerId, undefined],
      ['removed', linked.customerId, 'holder_changed'],
      ['created', heir, undefined],
    ])
    expect(events[2]?.data.accountId).not.toBe(events[0]?.data.accountId)
    expect((await provider.audit('service.holder_changed')).at(-1)).toMatchObject({
      ...{ actor: ACTOR.id, reason: 'venda do imóvel', recordId: String(linked.serviceId) },
      ...{ before: { customerId: linked.customerId }, after: { customerId: heir, closedBlocks: [] } },
    })
  })

  it('BR-26: records how the new holder agreed to the packages', async () => {
    await change({ actor: { id: 'bia@provedor.example', role: 'attendant' } })
    const [row] = await provider.dataSource.query(
      'select consent_by, consent_channel from content_platforms.package_subscription where id = $1',
      [linked.subscriptionId],
    )
    expect(row).toEqual({ consent_by: 'bia@provedor.example', consent_channel: 'presencial' })
  })

  it('twenty times at once has the effect of one', async () => {
    const fired = await fireTwenty(() => change())
    expect(fired).toEqual({ done: 1, refused: ['INVALID_INPUT'] })
    expect(await provider.told(linked.subscriptionId)).toEqual(['created', 'removed', 'created'])
  })

  it('and back again at once ends with either holder, never with both', async () => {
    const third = await provider.customer()
    await Promise.allSettled([change(), change({ customerId: third })])
    const { customerId } = await holder()
    expect([heir, third]).toContain(customerId)
    const { accountId } = await provider.subscription(linked.subscriptionId)
    const [account] = await provider.dataSource.query(
      'select customer_id as id from content_platforms.platform_account where id = $1',
      [accountId],
    )
    expect(account.id).toBe(customerId)
  })

  it('is refused while a debt is open, which is the person’s; confirmed, the block and the trust end', async () => {
    await suspend('debt')
    await suspend('request')
    await provider.inTransaction((tx) =>
      trustUnlockService(tx, { serviceId: linked.serviceId, actor: ACTOR }, provider.domain),
    )
    await expect(change()).rejects.toMatchObject({ code: 'HOLDER_HAS_DEBT' })
    expect((await holder()).customerId).toBe(linked.customerId)
    await change({ closeDebt: true })
    expect(await holder()).toEqual({ customerId: heir, status: 'suspenso_pedido_cliente', until: null })
    // Nothing is created for the new one before the block that stays is closed.
    expect((await provider.told(linked.subscriptionId)).slice(-1)).toEqual(['removed'])
  })

  it('BR-12: is refused where the new holder has another package of a platform that allows one', async () => {
    const { productId } = await provider.integration({ singlePackage: true })
    const [his, hers] = [
      await provider.package({ productId, name: 'Filmes' }),
      await provider.package({ productId, name: 'Séries' }),
    ]
    await provider.link(linked.serviceId, his)
    await provider.link(await provider.service({ customerId: heir }), hers)
    await expect(change()).rejects.toMatchObject({
      code: 'SINGLE_PACKAGE_TAKEN',
      data: { name: 'Filmes', package: 'Séries' },
    })
    expect((await holder()).customerId).toBe(linked.customerId)
  })

  it('BR-12: beside a link for the new holder at the same moment, only one of the two holds', async () => {
    const { productId } = await provider.integration({ singlePackage: true })
    for (let round = 0; round < 5; round += 1) {
      const [moved, added] = [await provider.package({ productId }), await provider.package({ productId })]
      const customerId = await provider.customer()
      const [serviceId, own] = [await provider.service(), await provider.service({ customerId })]
      await provider.link(serviceId, moved)
      const results = await Promise.allSettled([change({ serviceId, customerId }), provider.link(own, added)])
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
      expect(refused).toEqual(['SINGLE_PACKAGE_TAKEN'])
    }
  })

  it('beside a migration, a debt and a cancellation at the same moment leaves each package with one holder', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { serviceId, customerId } = await provider.linked()
      const planId = await provider.plan()
      const migration = { serviceId, planId, consentChannel: 'telefone' as const, actor: ACTOR }
      const results = await Promise.allSettled([
        change({ serviceId, closeDebt: true }),
        provider.inTransaction((tx) => migratePlan(tx, migration, provider.domain)),
        provider.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR })),
      ])
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
      for (const code of refused) expect(code).toMatch(/^(SERVICE_CANCELED|SERVICE_ALREADY_MIGRATED|CONFLICT)$/)
      const held: { customer: number; recorded: number }[] = await provider.dataSource.query(
        `select sv.customer_id as customer, a.customer_id as recorded
         from content_platforms.package_subscription s
         join content_platforms.customer_service sv on sv.id = s.service_id
         join content_platforms.platform_account a on a.id = s.recorded_account_id
         where s.recorded_state in ('active', 'suspended') and sv.customer_id = any($1)`,
        [[customerId, heir]],
      )
      for (const { customer, recorded } of held) expect(recorded).toBe(customer)
      expect(held.length).toBeGreaterThan(0)
    }
  })

  it('is refused to the same customer, to nobody, to an anonymised one, without a reason or a channel', async () => {
    for (const [values, path, code] of [
      [{ customerId: linked.customerId }, 'customerId', 'sameHolder'],
      [{ customerId: 999_999 }, 'customerId', 'invalidReference'],
      [{ consentChannel: 'x' as 'site' }, 'consentChannel', 'invalidChoice'],
    ] as const) {
      await expect(change(values)).rejects.toMatchObject({ data: { issues: [{ path, code }] } })
    }
    await expect(change({ reason: ' ' })).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
    await provider.dataSource.query('update content_platforms.customer set anonymized_at = now() where id = $1', [heir])
    await expect(change()).rejects.toMatchObject({ code: 'CUSTOMER_ANONYMIZED' })
  })

  it('is refused for a service that was cancelled', async () => {
    await provider.inTransaction((tx) => cancelService(tx, { serviceId: linked.serviceId, reason: 'x', actor: ACTOR }))
    await expect(change()).rejects.toMatchObject({ code: 'SERVICE_CANCELED' })
  })
})
