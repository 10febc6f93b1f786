import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { changeHolder } from '../../../src/domain/services/change-holder.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

const TOLD = /client is already executing a query/

let provider: Provider
let serviceId: number
const warnings: Error[] = []
const onWarning = (warning: Error) => void warnings.push(warning)
beforeAll(async () => {
  process.on('warning', onWarning)
  provider = await createProvider()
})
afterAll(async () => {
  process.off('warning', onWarning)
  await provider.drop()
})
beforeEach(async () => {
  const linked = await provider.linked()
  serviceId = linked.serviceId
  // pg tells of the third at once: one runs, one may wait.
  for (let more = 0; more < 2; more += 1)
    await provider.link(serviceId, await provider.package({ productId: linked.productId }))
  for (const kind of ['partial', 'debt', 'request'] as const)
    await provider.inTransaction((tx) => suspendService(tx, { serviceId, kind, actor: ACTOR }))
})

const TERMS = { reason: 'mudança', consentChannel: 'telefone', actor: ACTOR } as const

it.each<[string, () => Promise<unknown>]>([
  ['closing blocks', () => provider.inTransaction((tx) => enableService(tx, { serviceId, ...TERMS }))],
  ['canceling a service', () => provider.inTransaction((tx) => cancelService(tx, { serviceId, ...TERMS }))],
  [
    'changing the holder',
    async () => {
      const input = { serviceId, customerId: await provider.customer(), closeDebt: true, ...TERMS }
      await provider.inTransaction((tx) => changeHolder(tx, input, provider.domain))
    },
  ],
  [
    'migrating a plan',
    async () => {
      const input = { serviceId, planId: await provider.plan(), ...TERMS }
      await provider.inTransaction((tx) => migratePlan(tx, input, provider.domain))
    },
  ],
])('%s gives a connection one query at a time, as the next version of pg demands', async (_, act) => {
  await act()
  expect(warnings.filter(({ message }) => TOLD.test(message))).toEqual([])
})
