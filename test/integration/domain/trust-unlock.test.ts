import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readToday } from '../../../src/domain/clock.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { endTrustUnlocks } from '../../../src/domain/services/end-trust-unlocks.js'
import { protectFromSuspension } from '../../../src/domain/services/protect-from-suspension.js'
import { saveService } from '../../../src/domain/services/save-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { type TrustUnlockInput, trustUnlockService } from '../../../src/domain/services/trust-unlock-service.js'
import type { BlockKind } from '../../../src/entities/service-block.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

const JOB = { id: 'trust-unlocks', role: 'system' } as const
const HOUR_MS = 3_600_000

let provider: Provider
let serviceId: number
let subscriptionId: number
beforeAll(async () => {
  provider = await createProvider({ trustUnlock: { defaultDays: 2, maxDays: 5 } })
})
beforeEach(async () => {
  const linked = await provider.linked()
  serviceId = linked.serviceId
  subscriptionId = linked.subscriptionId
})
afterAll(() => provider.drop())

const suspend = (kind: BlockKind = 'debt', id = serviceId) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId: id, kind, actor: ACTOR }))
const enable = (kinds: BlockKind[]) =>
  provider.inTransaction((tx) => enableService(tx, { serviceId, kinds, reason: 'pago', actor: ACTOR }))
const unlock = (input: Partial<TrustUnlockInput> = {}) =>
  provider.inTransaction((tx) => trustUnlockService(tx, { serviceId, actor: ACTOR, ...input }, provider.domain))
const protect = (until: string | null) =>
  provider.inTransaction((tx) => protectFromSuspension(tx, { serviceId, until, actor: ACTOR }, provider.domain))
const today = () => readToday(provider.dataSource.manager, provider.domain.timeZone)
const endAll = async (limit = 500) => {
  const day = await today()
  return provider.inTransaction((tx) => endTrustUnlocks(tx, { today: day, limit, actor: JOB }))
}
/** Lets the time of every running unlock be over, without anything being recorded of it. */
const letTimePass = (id = serviceId) =>
  provider.dataSource.query(
    `update content_platforms.customer_service set trust_unlock_until = now() - interval '1 second' where id = $1`,
    [id],
  )
const serviceRow = async (id = serviceId) => {
  const [row] = await provider.dataSource.query(
    `select st.code as status, sv.trust_unlock_until as until, sv.do_not_suspend_until::text as "protectedUntil"
     from content_platforms.customer_service sv join content_platforms.service_status st on st.id = sv.status_id
     where sv.id = $1`,
    [id],
  )
  return row as { status: string; until: Date | null; protectedUntil: string | null }
}
const stateOf = async (id = subscriptionId) => (await provider.subscription(id)).state

describe('desbloqueio em confiança', () => {
  it('BR-35: gives the default days, shows the service enabled, resumes its packages, and is audited', async () => {
    await suspend()
    await unlock({ reason: 'promessa de pagamento' })
    const { status, until } = await serviceRow()
    expect(status).toBe('servico_habilitado')
    const hours = ((until?.getTime() ?? 0) - Date.now()) / HOUR_MS
    expect(hours).toBeGreaterThan(47.9)
    expect(hours).toBeLessThan(48.1)
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed'])
    expect((await provider.audit('service.trust_unlocked')).at(-1)).toMatchObject({
      actor: ACTOR.id,
      reason: 'promessa de pagamento',
      recordId: String(serviceId),
      before: { status: 'suspenso_debito' },
      after: { status: 'servico_habilitado', days: 2 },
    })
  })

  it.each([0, 6, -1, 999])('BR-35: %d days are refused with the limit', async (days) => {
    await suspend()
    await expect(unlock({ days })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'days', code: 'outOfRange', params: { min: 1, max: 5 } }] },
    })
    expect((await serviceRow()).until).toBeNull()
  })

  it('BR-35: as many days as the maximum are given; a part of a day is none', async () => {
    await suspend()
    await expect(unlock({ days: 1.5 })).rejects.toMatchObject({
      data: { issues: [{ path: 'days', code: 'invalidInteger' }] },
    })
    await unlock({ days: 5 })
    expect((await serviceRow()).status).toBe('servico_habilitado')
  })

  it('needs an open block for debt', async () => {
    await expect(unlock()).rejects.toMatchObject({ code: 'SERVICE_NOT_IN_DEBT' })
    await suspend('request')
    await expect(unlock()).rejects.toMatchObject({ code: 'SERVICE_NOT_IN_DEBT' })
  })

  it('twenty times at once has the effect of one, and none can be given on top of another', async () => {
    await suspend()
    expect(await fireTwenty(() => unlock())).toEqual({ done: 1, refused: ['TRUST_UNLOCK_RUNNING'] })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed'])
    await letTimePass()
    await expect(unlock()).rejects.toMatchObject({ code: 'TRUST_UNLOCK_RUNNING' })
    await endAll()
    await unlock()
  })

  it('a service that was cancelled gets none', async () => {
    await suspend()
    await provider.inTransaction((tx) => cancelService(tx, { serviceId, reason: 'x', actor: ACTOR }))
    await expect(unlock()).rejects.toMatchObject({ code: 'SERVICE_CANCELED' })
  })

  it('BR-33: another block goes on counting and is the one that is shown', async () => {
    await suspend()
    await suspend('request')
    await unlock()
    expect(await serviceRow()).toMatchObject({ status: 'suspenso_pedido_cliente' })
    expect(await stateOf()).toBe('suspended')
    await enable(['request'])
    expect(await serviceRow()).toMatchObject({ status: 'servico_habilitado' })
    expect(await stateOf()).toBe('active')
    await suspend('partial')
    expect(await serviceRow()).toMatchObject({ status: 'suspenso_parcialmente' })
  })

  it('a payment while it runs ends it, so that the next debt counts at once', async () => {
    await suspend()
    await unlock()
    await enable(['debt'])
    expect(await serviceRow()).toEqual({ status: 'servico_habilitado', until: null, protectedUntil: null })
    await suspend()
    expect(await serviceRow()).toMatchObject({ status: 'suspenso_debito', until: null })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed', 'suspended'])
  })
})

describe('the end of a trust unlock', () => {
  it('BR-35: without payment the debt counts again, in the status and for the packages, once', async () => {
    await suspend()
    await unlock()
    expect(await endAll()).toBe(0)
    await letTimePass()
    expect(await endAll()).toBe(1)
    expect(await endAll()).toBe(0)
    expect(await serviceRow()).toEqual({ status: 'suspenso_debito', until: null, protectedUntil: null })
    expect(await provider.told(subscriptionId)).toEqual(['created', 'suspended', 'resumed', 'suspended'])
    expect((await provider.audit('service.trust_unlock_ended')).at(-1)).toMatchObject({
      actor: JOB.id,
      recordId: String(serviceId),
      before: { status: 'servico_habilitado' },
      after: { status: 'suspenso_debito' },
    })
  })

  it('BR-36: waits through the day until which the service is not to be suspended', async () => {
    await suspend()
    await unlock()
    await protect(await today())
    await letTimePass()
    expect(await endAll()).toBe(0)
    // Whatever else happens to the service meanwhile.
    await provider.link(serviceId, await provider.package())
    await suspend('partial')
    await enable(['partial'])
    expect(await serviceRow()).toMatchObject({ status: 'servico_habilitado' })
    expect(await stateOf()).toBe('active')
    await provider.dataSource.query(
      `update content_platforms.customer_service set do_not_suspend_until = do_not_suspend_until - 1 where id = $1`,
      [serviceId],
    )
    expect(await endAll()).toBe(1)
    expect(await serviceRow()).toMatchObject({ status: 'suspenso_debito', until: null })
    expect(await stateOf()).toBe('suspended')
  })

  it('takes many in chunks, two runners at once, each service once', async () => {
    const services = await Promise.all(Array.from({ length: 24 }, () => provider.service()))
    for (const id of services) {
      await suspend('debt', id)
      await unlock({ serviceId: id })
      await letTimePass(id)
    }
    const run = async () => {
      let sum = 0
      for (let count = await endAll(5); count > 0; count = await endAll(5)) sum += count
      return sum
    }
    const [first, second] = await Promise.all([run(), run()])
    expect(first + second + (await run())).toBe(24)
    for (const id of services) expect(await serviceRow(id)).toMatchObject({ status: 'suspenso_debito', until: null })
  })

  it('BR-65: a payment at the same time leaves the service enabled', async () => {
    for (let round = 0; round < 5; round += 1) {
      await suspend()
      await unlock()
      await letTimePass()
      await Promise.all([endAll(), enable(['debt'])])
      expect(await serviceRow()).toMatchObject({ status: 'servico_habilitado', until: null })
      expect(await stateOf()).toBe('active')
    }
  })

  it('leaves alone what was cancelled meanwhile', async () => {
    await suspend()
    await unlock()
    await letTimePass()
    await provider.inTransaction((tx) => cancelService(tx, { serviceId, reason: 'x', actor: ACTOR }))
    expect(await endAll()).toBe(0)
    expect(await serviceRow()).toMatchObject({ status: 'cancelado', until: null })
  })
})

describe('não suspender até', () => {
  const byJob = async (day: string) =>
    provider.inTransaction((tx) =>
      suspendService(tx, { serviceId, kind: 'debt', origin: 'job', today: day, actor: JOB }),
    )

  it('BR-36: a job may not suspend through that day, a person may, and the day after the job may', async () => {
    await protect('2999-12-31')
    await expect(byJob('2999-12-31')).rejects.toMatchObject({
      code: 'SERVICE_PROTECTED_FROM_SUSPENSION',
      data: { until: '2999-12-31' },
    })
    expect(await stateOf()).toBe('active')
    await byJob('3000-01-01')
    expect(await stateOf()).toBe('suspended')
    await suspend('request')
  })

  it('is audited, can be taken away, and what holds already is refused, twenty times at once as well', async () => {
    expect(await fireTwenty(() => protect('2999-12-31'))).toEqual({ done: 1, refused: ['NOTHING_CHANGED'] })
    await protect(null)
    expect((await serviceRow()).protectedUntil).toBeNull()
    expect((await provider.audit('service.protected')).at(-1)).toMatchObject({
      before: { doNotSuspendUntil: '2999-12-31' },
      after: { doNotSuspendUntil: null },
    })
    await byJob(await today())
  })

  it('a day in the past or none at all is refused at its field, also in the form of the service', async () => {
    const save = (doNotSuspendUntil: string) =>
      provider.inTransaction((tx) =>
        saveService(tx, { id: serviceId, values: { doNotSuspendUntil }, actor: ACTOR }, provider.domain),
      )
    for (const [day, code] of [
      ['2020-01-01', 'dateInPast'],
      ['2999-02-30', 'invalidDate'],
    ] as const) {
      for (const attempt of [protect, save]) {
        await expect(attempt(day)).rejects.toMatchObject({ data: { issues: [{ path: 'doNotSuspendUntil', code }] } })
      }
    }
    await save('2999-12-31')
    expect((await provider.audit('service.changed')).at(-1)?.after).toMatchObject({ doNotSuspendUntil: '2999-12-31' })
  })

  it('a day that has passed may stay while the form changes something else', async () => {
    await provider.dataSource.query(
      `update content_platforms.customer_service set do_not_suspend_until = '2020-01-01' where id = $1`,
      [serviceId],
    )
    await provider.inTransaction((tx) =>
      saveService(tx, { id: serviceId, values: { dueDay: 5 }, actor: ACTOR }, provider.domain),
    )
    expect((await serviceRow()).protectedUntil).toBe('2020-01-01')
  })
})
