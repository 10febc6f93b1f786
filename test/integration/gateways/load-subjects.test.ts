import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadSubjects } from '../../../src/gateways/load-subjects.js'
import type { ClaimedEvent } from '../../../src/webhooks/delivery-contract.js'
import { createProvider, type Provider } from '../../support/provider.js'

const CUSTOMERS = ['Ana Alves', 'Bento Braga']

let provider: Provider
let events: ClaimedEvent[]
beforeAll(async () => {
  provider = await createProvider()
  const { productId } = await provider.integration()
  const packages = [await provider.package({ productId }), await provider.package({ productId })]
  for (const name of CUSTOMERS) {
    const customerId = await provider.customer({ name })
    const serviceId = await provider.service({ customerId })
    for (const packageId of packages) await provider.link(serviceId, packageId)
  }
  events = await provider.dataSource.query(`
    select id, type, lane_id as "laneId", sequence, integration_id as "integrationId",
      subscription_id as "subscriptionId", occurred_at as "occurredAt", data, 1 as attempt
    from content_platforms.webhook_event order by lane_id, sequence`)
})
afterAll(() => provider.drop())

const subjectsOf = async (some: readonly ClaimedEvent[]) => {
  const { byEvent } = await loadSubjects(provider.dataSource, some)
  return some.map(({ id }) => byEvent.get(id))
}

it('events that name the same customer, service or package each know all of it', async () => {
  const subjects = await subjectsOf(events)
  expect(subjects).toHaveLength(4)
  for (const [index, subject] of subjects.entries()) {
    const { data } = events[index] as ClaimedEvent
    expect(subject?.customer).toMatchObject({ id: data.customerId, name: CUSTOMERS[Math.floor(index / 2)] })
    expect(subject?.account.id).toBe(data.accountId)
    expect(subject?.service).toMatchObject({ id: data.serviceId, statusLabel: expect.stringMatching(/\w/) })
    expect(subject?.package?.id).toBe(data.packageId)
    expect(subject?.product?.id).toBe(data.productId)
    expect(subject?.subscription).toMatchObject({ externalId: null, priceCents: expect.any(Number) })
  }
  expect(new Set(subjects.map((subject) => subject?.package?.id)).size).toBe(2)
})

it('tells the same of an event whatever others are asked for with it', async () => {
  const together = await subjectsOf(events)
  const alone = await Promise.all(events.map(async (event) => (await subjectsOf([event]))[0]))
  expect(alone).toEqual(together)
})

it.each(['customerId', 'accountId', 'packageId', 'productId', 'serviceId'])(
  'knows nothing of an event whose %s is gone, and all of those beside it',
  async (field) => {
    const [first, ...rest] = events as [ClaimedEvent, ...ClaimedEvent[]]
    const orphan = { ...first, id: 'orphan', data: { ...first.data, [field]: 2_000_000_000 } }
    const [none, ...others] = await subjectsOf([orphan, ...rest])
    expect(none).toBeUndefined()
    expect(others.every((subject) => subject !== undefined)).toBe(true)
  },
)
