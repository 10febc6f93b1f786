import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decideBrake } from '../../../src/domain/state/decide-brake.js'
import { askBrake, type BrakeAnswer, readBrakeLimit, spendAllowance } from '../../../src/domain/state/mass-brake.js'
import { MassBrake } from '../../../src/entities/mass-brake.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { seedMany } from './many.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(() => provider.dataSource.query('delete from content_platforms.mass_brake'))
afterAll(() => provider?.drop())

const ask = (count: number): Promise<BrakeAnswer> =>
  provider.inTransaction((tx) => askBrake(tx, { source: 'test.job', count }))

const held = async (count: number): Promise<number> => {
  const answer = await ask(count)
  if (answer.kind !== 'held') throw new Error('not held')
  return answer.brakeId
}

const decide = (brakeId: number, values: { decision?: 'confirmed' | 'dismissed'; count: number }) =>
  provider.inTransaction((tx) =>
    decideBrake(tx, { brakeId, decision: 'confirmed', reason: 'Conferido', actor: ACTOR, ...values }),
  )

describe('the mass brake', () => {
  it('BR-45: lets 100 pass and holds 101 of a small provider, alerting once', async () => {
    expect(await ask(100)).toEqual({ kind: 'go', allowance: { brakeId: null, left: 100 } })
    expect(await ask(101)).toMatchObject({ kind: 'held', count: 101, limit: 100, isNew: true })
    expect(await ask(103)).toMatchObject({ kind: 'held', count: 103, limit: 100, isNew: false })
    expect(await provider.dataSource.manager.count(MassBrake)).toBe(1)
  })

  it('BR-45: the limit is 5 % of the active subscriptions once that is more than 100', async () => {
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    expect(await readBrakeLimit(provider.dataSource.manager)).toBe(100)
    await seedMany(provider, { count: 2_045, packageId })
    expect(await readBrakeLimit(provider.dataSource.manager)).toBe(102)
    expect((await ask(102)).kind).toBe('go')
    expect((await ask(103)).kind).toBe('held')
    await provider.inTransaction(async (tx) => {
      await tx.query(`delete from content_platforms.webhook_event`)
      await tx.query(`delete from content_platforms.package_subscription`)
    })
  })

  it('BR-45: confirmed, as many as were shown may be done, and a greater count is held anew', async () => {
    const brakeId = await held(150)
    await decide(brakeId, { count: 150 })
    const answer = await ask(150)
    if (answer.kind !== 'go') throw new Error('held')
    const spend = (count: number) => provider.inTransaction((tx) => spendAllowance(tx, answer.allowance, count))
    expect(await spend(20)).toBe(true)
    expect(await ask(130)).toEqual({ kind: 'go', allowance: { brakeId, left: 130 } })
    expect(await spend(131)).toBe(false)
    expect(await ask(131)).toMatchObject({ kind: 'held', count: 131, isNew: true })
  })

  it('BR-45: what a cut-off transaction spent is not spent', async () => {
    const brakeId = await held(150)
    await decide(brakeId, { count: 150 })
    await provider
      .inTransaction(async (tx) => {
        const answer = await askBrake(tx, { source: 'test.job', count: 150 })
        if (answer.kind === 'go') await spendAllowance(tx, answer.allowance, 100)
        throw new Error('cut off')
      })
      .catch(() => undefined)
    expect(await ask(150)).toMatchObject({ kind: 'go', allowance: { left: 150 } })
  })

  it('BR-45: two processes that spend the same allowance spend it once', async () => {
    const brakeId = await held(150)
    await decide(brakeId, { count: 150 })
    const spend = () => provider.inTransaction((tx) => spendAllowance(tx, { brakeId, left: 150 }, 100))
    expect((await Promise.all([spend(), spend()])).sort()).toEqual([false, true])
  })

  it('BR-45: dismissed, it stays undone without a new alert until the count rises or a day has passed', async () => {
    const brakeId = await held(150)
    await decide(brakeId, { decision: 'dismissed', count: 150 })
    expect(await ask(150)).toMatchObject({ kind: 'held', brakeId, isNew: false })
    expect((await provider.dataSource.manager.findOneByOrFail(MassBrake, { id: brakeId })).state).toBe('dismissed')
    expect(await ask(151)).toMatchObject({ kind: 'held', isNew: true })

    const again = await held(151)
    await decide(again, { decision: 'dismissed', count: 151 })
    await provider.dataSource.query(
      `update content_platforms.mass_brake set decided_at = decided_at - interval '25 hours' where id = $1`,
      [again],
    )
    expect(await ask(151)).toMatchObject({ kind: 'held', isNew: true })
  })

  it('BR-45: what was dismissed can still be confirmed', async () => {
    const brakeId = await held(150)
    await decide(brakeId, { decision: 'dismissed', count: 150 })
    await decide(brakeId, { count: 150 })
    expect((await ask(150)).kind).toBe('go')
  })

  it('BR-45: a stop is over when its cause is', async () => {
    const brakeId = await held(150)
    expect((await ask(3)).kind).toBe('go')
    expect((await provider.dataSource.manager.findOneByOrFail(MassBrake, { id: brakeId })).state).toBe('ended')
  })

  it('BR-45: 20 confirmations at once are one, audited with who and why', async () => {
    const brakeId = await held(150)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => decide(brakeId, { count: 150 })))
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
    expect(refused).toEqual(Array(19).fill('BRAKE_DECIDED'))
    const entries = await provider.audit('brake.confirmed')
    expect(entries.filter(({ recordId }) => recordId === String(brakeId))).toEqual([
      expect.objectContaining({
        actor: ACTOR.id,
        reason: 'Conferido',
        before: { state: 'held' },
        after: { state: 'confirmed', source: 'test.job', count: 150 },
      }),
    ])
  })

  it('BR-45: another count than the one that was shown is refused, and so is a word without a reason', async () => {
    const brakeId = await held(150)
    await ask(170)
    await expect(decide(brakeId, { count: 150 })).rejects.toMatchObject({ code: 'BRAKE_CHANGED', data: { count: 170 } })
    await expect(
      provider.inTransaction((tx) =>
        decideBrake(tx, { brakeId, decision: 'confirmed', count: 170, reason: ' ', actor: ACTOR }),
      ),
    ).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
  })
})
