import { afterAll, beforeAll, expect, it } from 'vitest'
import { readToday } from '../../../src/domain/clock.js'
import { addDays } from '../../../src/domain/day.js'
import { priceOn } from '../../../src/domain/packages/price-on.js'
import { saveDiscount } from '../../../src/domain/packages/save-discount.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { ACTOR } from '../../support/provider.js'
import { createBulkProvider } from './bulk-provider.js'

let provider: Awaited<ReturnType<typeof createBulkProvider>>
let today: string
beforeAll(async () => {
  provider = await createBulkProvider()
  today = await readToday(provider.dataSource.manager, 'America/Sao_Paulo')
})
afterAll(() => provider.drop())

const discount = (subscriptionId: number, amountCents: number, startsOn: string, endsOn: string | null = null) =>
  provider.inTransaction((tx) =>
    saveDiscount(
      tx,
      { values: { subscriptionId, description: 'Promoção', amountCents, startsOn, endsOn }, actor: ACTOR },
      provider.domain,
    ),
  )
const priceToday = async (id: number) =>
  (await priceOn(provider.dataSource.manager, { subscriptionIds: [id], day: today })).get(id)

it('BR-18: a bulk re-price below the discounts of a package is refused for that row, not for the others', async () => {
  const packageId = await provider.package({ priceCents: 3000 })
  const ids: number[] = []
  for (let made = 0; made < 4; made += 1) ids.push(await provider.link(await provider.service(), packageId))
  const [summed = 0, atOnce = 0, over = 0] = ids
  await discount(summed, 600, addDays(today, -5))
  await discount(summed, 500, addDays(today, 5), addDays(today, 6))
  await discount(atOnce, 1000, addDays(today, 1))
  await discount(over, 2000, addDays(today, -9), addDays(today, -1))
  const order = { kind: 'reprice', packageId, priceRule: 'fixed', priceCents: 1000, filter: {} } as const
  expect(await provider.preview(order)).toMatchObject({ refusals: [{ code: 'DISCOUNTS_EXCEED_PRICE', count: 1 }] })
  const jobId = await provider.start(order)
  await provider.run()
  expect((await provider.items(jobId)).map(({ code }) => code)).toEqual(['DISCOUNTS_EXCEED_PRICE', null, null, null])
  expect([await priceToday(summed), await priceToday(atOnce), await priceToday(over)]).toEqual([2400, 1000, 1000])
})

it('BR-24: a package that a bulk job links again does not bring its old discounts back', async () => {
  const packageId = await provider.package({ priceCents: 3000 })
  const planId = await provider.plan()
  const serviceId = await provider.service({ planId })
  const subscriptionId = await provider.link(serviceId, packageId)
  await discount(subscriptionId, 2500, addDays(today, -5))
  await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
  await provider.start({
    kind: 'link',
    packageId,
    consentChannel: 'contrato',
    priceRule: 'fixed',
    priceCents: 2000,
    filter: { planIds: [planId] },
  })
  await provider.run()
  expect(await priceToday(subscriptionId)).toBe(2000)
})
