import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  activateService,
  cancelService,
  changeHolder,
  enableService,
  linkPackage,
  migratePlan,
  protectFromSuspension,
  requestAnonymization,
  saveCustomer,
  suspendService,
  trustUnlockService,
  unlinkPackage,
} from '../../../src/index.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
let planId: number
let packageId: number
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(async () => {
  const integration = await provider.integration()
  packageId = await provider.package({ productId: integration.productId })
  planId = await provider.plan()
  const serviceId = await provider.service()
  const subscriptionId = await provider.link(serviceId, packageId)
  await provider.inTransaction((tx) => unlinkPackage(tx, { subscriptionId, actor: ACTOR }))
})
afterAll(() => provider.drop())

type Use = (tx: EntityManager, id: number) => Promise<unknown>
const channel = { consentChannel: 'telefone', actor: ACTOR } as const

const USES: [string, Use][] = [
  ['cancelService', (tx, serviceId) => cancelService(tx, { serviceId, reason: 'x', actor: ACTOR })],
  ['suspendService', (tx, serviceId) => suspendService(tx, { serviceId, kind: 'debt', actor: ACTOR })],
  ['enableService', (tx, serviceId) => enableService(tx, { serviceId, reason: 'x', actor: ACTOR })],
  ['activateService', (tx, serviceId) => activateService(tx, { serviceId, actor: ACTOR })],
  ['trustUnlockService', (tx, serviceId) => trustUnlockService(tx, { serviceId, actor: ACTOR }, provider.domain)],
  [
    'protectFromSuspension',
    (tx, serviceId) => protectFromSuspension(tx, { serviceId, until: null, actor: ACTOR }, provider.domain),
  ],
  ['migratePlan', (tx, serviceId) => migratePlan(tx, { serviceId, planId, ...channel }, provider.domain)],
  [
    'changeHolder',
    async (tx, serviceId) => changeHolder(tx, { serviceId, customerId: 1, reason: 'x', ...channel }, provider.domain),
  ],
  [
    'linkPackage to a service',
    (tx, serviceId) => linkPackage(tx, { serviceId, packageId, ...channel }, provider.domain),
  ],
  [
    'linkPackage of a package',
    async (tx, id) => {
      const [{ serviceId }] = await tx.query(
        'select max(service_id) as "serviceId" from content_platforms.package_subscription',
      )
      return linkPackage(tx, { serviceId, packageId: id, ...channel }, provider.domain)
    },
  ],
  ['unlinkPackage', (tx, subscriptionId) => unlinkPackage(tx, { subscriptionId, actor: ACTOR })],
  ['requestAnonymization', (tx, customerId) => requestAnonymization(tx, { customerId, reason: 'x', actor: ACTOR })],
]

const audited = async () =>
  (await provider.dataSource.query('select count(*)::int as n from content_platforms.audit_entry'))[0].n

// An id that a host looked up and did not find must never come to mean the first record that there is.
describe.each([undefined, null, Number.NaN, 0, -1, 1.5, 2_147_483_648, 'abc', ''])('for the id %j', (id) => {
  it.each(USES)('%s finds nothing and does nothing', async (_name, use) => {
    const before = await audited()
    const attempt = provider.inTransaction((tx) => use(tx, id as number))
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await audited()).toBe(before)
  })
})

it('an unknown kind of block is refused at its field', async () => {
  const serviceId = await provider.service()
  for (const [kind, code] of [
    ['chuva', 'invalidChoice'],
    [undefined, 'required'],
  ]) {
    const attempt = provider.inTransaction((tx) =>
      suspendService(tx, { serviceId, kind: kind as 'debt', actor: ACTOR }),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'INVALID_INPUT', data: { issues: [{ path: 'kind', code }] } })
  }
})

it('an id of a form that is null makes no new record of an old one', async () => {
  const attempt = provider.inTransaction((tx) =>
    saveCustomer(tx, { id: null as unknown as number, values: { name: 'X' }, actor: ACTOR }),
  )
  await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
