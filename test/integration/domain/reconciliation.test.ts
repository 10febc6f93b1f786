import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { reconcile } from '../../../src/domain/reconciliation/reconcile.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { DomainError } from '../../../src/errors.js'
import { createReconcileJob } from '../../../src/jobs/reconcile.job.js'
import { ACTOR } from '../../support/provider.js'
import { answers } from '../gateways/catalogue-platform.js'
import { openWorld, type World } from './reconciliation-world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.content.start()
})
afterAll(() => world.close())
// What still retries would make a user of this test at the platform of the next.
afterEach(async () => {
  await world.dataSource.query('update content_platforms.integration set active = false')
  const leased = 'select from content_platforms.delivery_lane where lease_until > clock_timestamp()'
  await expect.poll(() => world.dataSource.query(leased), { timeout: 40_000 }).toEqual([])
  world.platform.refuseEvents(null)
  world.platform.users.clear()
})

interface Shown {
  kind: string
  ours: string | null
  theirs: string | null
  fixable: boolean
  resolution: string | null
}

const pick = ({ kind, ours, theirs, fixable }: Shown) => ({ kind, ours, theirs, fixable })

/** So many linked customers of one package of a catalogue integration, delivered. */
const linked = async (count: number, values: Parameters<World['catalogue']>[0] = {}) => {
  const integration = await world.catalogue(values)
  const packageId = await world.package({ productId: integration.productIds[0] ?? 0 })
  const subscriptions: { id: number; serviceId: number; customerId: number }[] = []
  for (let made = 0; made < count; made += 1) {
    const customerId = await world.customer()
    const serviceId = await world.service({ customerId })
    subscriptions.push({ id: await world.link(serviceId, packageId), serviceId, customerId })
  }
  await world.idle()
  return { integrationId: integration.id, productIds: integration.productIds, packageId, subscriptions }
}

const suspend = (serviceId: number) =>
  world.inTransaction((tx) => suspendService(tx, { serviceId, kind: 'debt', origin: 'action', actor: ACTOR }))

const differencesOf = async (integrationId: number, query = ''): Promise<(Shown & { id: number })[]> =>
  (await world.show(integrationId, query)).data.differences

const userOf = async (subscriptionId: number) => {
  const user = world.platform.users.get(await world.accountOf(subscriptionId))
  if (!user) throw new Error(`the platform has no user for subscription ${subscriptionId}`)
  return user
}

describe('BR-100: *Reconciliar* against the platform’s own list', () => {
  it('finds nothing where both sides are alike, and says how much was compared', async () => {
    const { integrationId } = await linked(2)
    const answer = await world.reconcile(integrationId)
    expect(answer.notice).toMatchObject({ type: 'success', message: 'reconciledAlike' })
    expect(answer.data).toMatchObject({ compared: 2, underWay: 0, differences: 0 })
    const { data } = await world.show(integrationId)
    expect(data).toMatchObject({ listsAccounts: true, mayCorrect: true, total: 0 })
    expect(data.runs).toMatchObject([
      { source: 'platform_list', compared: 2, failure: null, requestedBy: 'administrator@example.com' },
    ])
  })

  it('finds what is missing, extra, in another state and of another product; *Corrigir todas* makes all right', async () => {
    const { integrationId, subscriptions } = await linked(6)
    const [missing, blockedThere, openThere, otherProduct, gone] = subscriptions
    if (!missing || !blockedThere || !openThere || !otherProduct || !gone) throw new Error('six are linked')
    await suspend(openThere.serviceId)
    await suspend(missing.serviceId)
    await world.idle()
    const kept = structuredClone(await userOf(gone.id))
    const keptAt = await world.accountOf(gone.id)
    await world.inTransaction((tx) => unlinkPackage(tx, { subscriptionId: gone.id, actor: ACTOR }))
    await world.idle()

    world.platform.users.delete(await world.accountOf(missing.id))
    for (const item of (await userOf(blockedThere.id)).items) item.status = 'blocked'
    for (const item of (await userOf(openThere.id)).items) item.status = 'ok'
    for (const item of (await userOf(otherProduct.id)).items) item.sku = 'B'
    world.platform.users.set(keptAt, kept)
    world.platform.users.set(999_999, { id: 'estranho', account: 999_999, login: 'estranho', items: [] })

    expect((await world.reconcile(integrationId)).notice).toMatchObject({
      message: 'reconciled',
      options: { count: 6 },
    })
    const found = await differencesOf(integrationId)
    expect(found.map(pick)).toEqual(
      expect.arrayContaining([
        { kind: 'missing_there', ours: 'suspended', theirs: null, fixable: true },
        { kind: 'different_state', ours: 'active', theirs: 'suspended', fixable: true },
        { kind: 'different_state', ours: 'suspended', theirs: 'active', fixable: true },
        { kind: 'different_product', ours: 'A', theirs: 'B', fixable: true },
        { kind: 'extra_there', ours: 'absent', theirs: 'active', fixable: true },
        { kind: 'extra_there', ours: null, theirs: 'active', fixable: false },
      ]),
    )
    expect(await differencesOf(integrationId, '?kind=extra_there')).toHaveLength(2)

    const { runId } = (await world.show(integrationId)).data
    const answer = await world.correct(integrationId, { runId: String(runId) })
    expect(answer.data).toEqual({ corrected: 5, obsolete: 0, underWay: 0, nextAfterId: null })
    await world.idle()
    world.platform.users.delete(999_999)
    const here = await world.here()
    const ids = subscriptions.map(({ id }) => String(id))
    const of = (states: Record<number, string>) =>
      Object.fromEntries(Object.entries(states).filter(([id]) => ids.includes(id)))
    expect(of(world.there())).toEqual(of(here))
    expect((await userOf(otherProduct.id)).items).toMatchObject([{ sku: 'A' }])
    expect((await world.told(missing.id)).slice(-2)).toEqual(['created', 'suspended'])
    expect((await world.told(blockedThere.id)).at(-1)).toBe('resumed')
    expect((await world.told(openThere.id)).at(-1)).toBe('suspended')
    expect((await world.told(otherProduct.id)).slice(-2)).toEqual(['removed', 'created'])
    expect((await world.told(gone.id)).at(-1)).toBe('removed')

    expect((await world.reconcile(integrationId)).notice.message).toBe('reconciledAlike')
    const settled = await differencesOf(integrationId, `?runId=${runId}&situation=settled`)
    expect(settled.map(({ resolution }) => resolution)).toEqual(Array(5).fill('corrected'))
    const audited = await world.audit('subscription.state_corrected')
    expect(audited).toHaveLength(5)
    expect(audited.find(({ recordId }) => recordId === String(openThere.id))).toMatchObject({
      actor: 'administrator@example.com',
      before: { theirs: 'active' },
      after: { ours: 'suspended', kind: 'different_state', reconciliationId: runId },
    })
  })

  it('corrects one difference once, however often it is pressed', async () => {
    const { integrationId, subscriptions } = await linked(2)
    const [first, second] = subscriptions
    if (!first || !second) throw new Error('two are linked')
    world.platform.users.delete(await world.accountOf(first.id))
    world.platform.users.delete(await world.accountOf(second.id))
    await world.reconcile(integrationId)
    const { runId, differences } = (await world.show(integrationId)).data
    const form = { runId: String(runId), differenceId: String(differences[0].id) }
    world.platform.refuseEvents(500)
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.correct(integrationId, form)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(answers.reduce((sum, { data }) => sum + (data?.corrected ?? 0), 0)).toBe(1)
    expect((await world.told(first.id)).filter((type) => type === 'created')).toHaveLength(2)
    expect((await world.told(second.id)).filter((type) => type === 'created')).toHaveLength(1)
    expect((await world.correct(integrationId, form)).data).toMatchObject({ corrected: 0 })
  })

  it('leaves out what is under way, and says how many', async () => {
    const { integrationId, subscriptions } = await linked(3)
    const [first] = subscriptions
    if (!first) throw new Error('three are linked')
    world.platform.refuseEvents(500)
    await suspend(first.serviceId)
    const { data } = await world.reconcile(integrationId)
    expect(data).toMatchObject({ compared: 2, underWay: 1, differences: 0 })
  })

  it('a difference that a delivery has overtaken is not corrected any more', async () => {
    const { integrationId, subscriptions } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    for (const item of (await userOf(only.id)).items) item.status = 'blocked'
    await world.reconcile(integrationId)
    await suspend(only.serviceId)
    await world.idle()
    const { runId } = (await world.show(integrationId)).data
    expect((await world.correct(integrationId, { runId: String(runId) })).data).toMatchObject({
      corrected: 0,
      obsolete: 1,
    })
    expect(await world.told(only.id)).toEqual(['created', 'suspended'])
    expect(world.there()[only.id]).toBe('suspended')
  })

  it('BR-40: knows a migrated subscription by the id that the platform has of it', async () => {
    const { integrationId, subscriptions } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    await world.dataSource.query(
      'update content_platforms.package_subscription set recorded_as_id = 4711 where id = $1',
      [only.id],
    )
    for (const item of (await userOf(only.id)).items) Object.assign(item, { subscription: 4711, status: 'blocked' })
    await world.reconcile(integrationId)
    const { data } = await world.show(integrationId)
    expect(data.differences.map(pick)).toEqual([
      { kind: 'different_state', ours: 'active', theirs: 'suspended', fixable: true },
    ])
    await world.correct(integrationId, { runId: String(data.runId) })
    await world.idle()
    expect(world.there()).toEqual({ 4711: 'active' })
  })

  it('runs once for twenty presses at once', async () => {
    const { integrationId } = await linked(1)
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.reconcile(integrationId)))
    const finished = answers.filter(({ notice }) => notice.type === 'success').length
    expect(finished).toBeGreaterThanOrEqual(1)
    for (const { notice } of answers.filter((answer) => answer.notice.type !== 'success')) {
      expect(notice.message).toBe('errors.RECONCILIATION_RUNNING')
    }
    expect((await world.show(integrationId)).data.runs).toHaveLength(finished)
  })

  it.each([
    ['refuses', answers(500, '{"message":"manutenção"}'), 'PLATFORM_REFUSED'],
    ['answers nonsense', answers(200, '{"items":[{"id":"x"}]}'), 'PLATFORM_ANSWER_INVALID'],
    ['names an unknown state', answers(200, 'nada'), 'PLATFORM_ANSWER_INVALID'],
  ])('a platform that %s leaves a failed run and no differences', async (_name, fault, code) => {
    const { integrationId } = await linked(1)
    world.platform.fail(fault)
    const answer = await world.reconcile(integrationId)
    expect(answer.notice).toMatchObject({ type: 'error', message: `errors.${code}` })
    const { data } = await world.show(integrationId)
    expect(data.runs).toMatchObject([{ failure: { code }, differences: 0 }])
    expect(data.runs[0].finishedAt).not.toBeNull()
    expect((await world.reconcile(integrationId)).notice.type).toBe('success')
  })

  it('compares users alone where the platform knows no more, and by login or its own id', async () => {
    const { integrationId, subscriptions } = await linked(2)
    const [first, second] = subscriptions
    if (!first || !second) throw new Error('two are linked')
    const listed = async (list: unknown[]) => {
      return reconcile(world.dataSource, {
        integrationId,
        actor: ACTOR,
        listAccounts: async () => list as never,
      })
    }
    const { id: externalId } = await userOf(first.id)
    const { login } = await userOf(second.id)
    const alike = await listed([
      { externalId, state: 'active' },
      { externalId: 'outro', login, state: 'active' },
    ])
    expect(alike.differences).toBe(0)
    await listed([{ externalId, state: 'suspended' }])
    expect((await differencesOf(integrationId)).map(pick)).toEqual([
      { kind: 'missing_there', ours: 'active', theirs: null, fixable: true },
      { kind: 'different_state', ours: 'active', theirs: 'suspended', fixable: true },
    ])
  })

  it('BR-45: what suspends or removes more than the limit waits for a person’s word', async () => {
    const { integrationId, subscriptions } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    const accountId = await world.accountOf(only.id)
    await world.reconcile(integrationId)
    const { runId } = (await world.show(integrationId)).data
    await world.dataSource.query(
      `insert into content_platforms.reconciliation_difference
         (reconciliation_id, kind, account_id, subscription_id, ours, theirs)
       select $1, 'extra_there', $2, $3, 'absent', 'active' from generate_series(1, 101)`,
      [runId, accountId, only.id],
    )
    const refused = await world.correct(integrationId, { runId: String(runId) })
    expect(refused.notice).toMatchObject({
      type: 'error',
      message: 'errors.CORRECTION_NOT_CONFIRMED',
      options: { count: 101, limit: 100 },
    })
    const confirmed = await world.correct(integrationId, { runId: String(runId), confirmed: 'true' })
    // What we have as active is not what was compared, so none of them stands.
    expect(confirmed.data).toMatchObject({ corrected: 0, obsolete: 101 })
    expect(await world.told(only.id)).toEqual(['created'])
  })

  it('BR-105: an auditor reads and corrects nothing, an attendant sees nothing of it', async () => {
    const { integrationId } = await linked(1)
    await world.reconcile(integrationId)
    const path = `/Integration/records/${integrationId}/showReconciliation`
    const seen = await world.panel.get(path, 'auditor')
    expect(seen.data).toMatchObject({ mayCorrect: false, runs: [{ compared: 1 }] })
    expect((await world.panel.get(path, 'attendant')).data?.runs).toBeUndefined()
    const { runId } = seen.data
    for (const role of ['auditor', 'attendant'] as const) {
      expect((await world.reconcile(integrationId, role)).notice?.type).toBe('error')
      expect((await world.correct(integrationId, { runId: String(runId) }, role)).notice?.type).toBe('error')
    }
    expect((await world.show(integrationId)).data.runs).toHaveLength(1)
  })

  it('a run of another platform can’t be corrected from here', async () => {
    const [one, other] = [await linked(1), await linked(1)]
    await world.reconcile(one.integrationId)
    const { runId } = (await world.show(one.integrationId)).data
    const answer = await world.correct(other.integrationId, { runId: String(runId) })
    expect(answer.notice).toMatchObject({ type: 'error', message: 'errors.NOT_FOUND' })
  })
})

describe('BR-100: *Reconciliar* where the platform has no list', () => {
  const skipHead = async (subscriptionId: number) => {
    const head = (await world.events({ subscriptionId })).find(({ state }) => state === 'pending')
    return world.panel.post(`/WebhookEvent/records/${head?.id}/skip`, { reason: 'feito por fora' })
  }

  it('compares with what was last acknowledged: a skipped event is a difference until it is corrected', async () => {
    const { id: integrationId, productId } = await world.integration({
      gateway: 'outros',
      url: `${world.platform.url}/events`,
    })
    const parameters = [
      { key: 'Authorization', value: world.platform.token, secret: false, location: 'header' as const },
    ]
    await world.inTransaction((tx) =>
      saveIntegration(
        tx,
        { id: integrationId, values: { parameters, successRule: 'http_2xx' }, actor: ACTOR },
        world.domain,
      ),
    )
    const packageId = await world.package({ productId })
    const serviceId = await world.service()
    world.platform.refuseEvents(500)
    const subscriptionId = await world.link(serviceId, packageId)
    await expect
      .poll(async () => (await skipHead(subscriptionId)).notice?.type, { timeout: 10_000, interval: 50 })
      .toBe('success')
    world.platform.refuseEvents(null)

    expect((await world.reconcile(integrationId)).data).toMatchObject({ differences: 1 })
    const { data } = await world.show(integrationId)
    expect(data.runs).toMatchObject([{ source: 'confirmed_state' }])
    expect(data.listsAccounts).toBe(false)
    expect(data.differences.map(pick)).toEqual([{ kind: 'missing_there', ours: 'active', theirs: null, fixable: true }])
    expect((await world.correct(integrationId, { runId: String(data.runId) })).data).toMatchObject({ corrected: 1 })
    await world.idle()
    expect(await world.told(subscriptionId)).toEqual(['created', 'created'])
    expect((await world.reconcile(integrationId)).data).toMatchObject({ compared: 1, differences: 0 })
  })
})

describe('BR-101: *Reenviar estado atual*', () => {
  it('tells the platform of one subscription what it is now: created, or suspended', async () => {
    const { subscriptions } = await linked(2)
    const [active, suspended] = subscriptions
    if (!active || !suspended) throw new Error('two are linked')
    await suspend(suspended.serviceId)
    await world.idle()
    world.platform.users.clear()
    expect((await world.resend('PackageSubscription', active.id)).notice).toMatchObject({
      type: 'success',
      message: 'stateResent',
    })
    await world.resend('PackageSubscription', suspended.id)
    await world.idle()
    expect(await world.told(active.id)).toEqual(['created', 'created'])
    expect(await world.told(suspended.id)).toEqual(['created', 'suspended', 'suspended'])
    expect(world.there()).toEqual({ [active.id]: 'active', [suspended.id]: 'suspended' })
    expect(await world.subscription(active.id)).toMatchObject({ state: 'active', sequence: 2 })
    const [entry] = (await world.audit('subscription.state_resent')).filter(
      ({ recordId }) => recordId === String(active.id),
    )
    expect(entry).toMatchObject({ actor: 'administrator@example.com', after: { askedFor: 'subscription' } })
  })

  it('sends one snapshot where the integration takes it, which changes no sequence that is awaited', async () => {
    const eventTypes = ['created', 'suspended', 'resumed', 'removed', 'snapshot'].map(
      (type) => `content.subscription.${type}`,
    )
    const { subscriptions, integrationId } = await linked(1, { eventTypes })
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    await suspend(only.serviceId)
    await world.idle()
    await world.resend('PackageSubscription', only.id)
    await world.idle()
    expect(await world.told(only.id)).toEqual(['created', 'suspended', 'snapshot'])
    const [snapshot] = (await world.events({ integrationId })).slice(-1)
    expect(snapshot?.data).toMatchObject({ state: 'suspended', reasons: ['debt'], otherActiveSubscriptions: 0 })
    expect(await world.subscription(only.id)).toMatchObject({ state: 'suspended', sequence: 2 })
  })

  it('twenty presses at once send it once; while it is under way one more is refused', async () => {
    const { subscriptions } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    world.platform.refuseEvents(500)
    const results = await Promise.all(Array.from({ length: 20 }, () => world.resend('PackageSubscription', only.id)))
    expect(results.filter(({ notice }) => notice.type === 'success')).toHaveLength(1)
    expect(results.filter(({ notice }) => notice.message === 'errors.STATE_UNDER_WAY')).toHaveLength(19)
    expect(await world.told(only.id)).toEqual(['created', 'created'])
  })

  it('of a customer sends all his packages of every platform, with the count first', async () => {
    const one = await linked(1)
    const [first] = one.subscriptions
    if (!first) throw new Error('one is linked')
    const other = await world.catalogue()
    const secondPackage = await world.package({ productId: other.productIds[1] ?? 0 })
    const second = await world.link(first.serviceId, secondPackage)
    await world.idle()
    const count = await world.panel.get(`/Customer/records/${first.customerId}/findResendable`)
    expect(count.data).toEqual({ total: 2, underWay: 0 })
    const answer = await world.resend('Customer', first.customerId)
    expect(answer.data).toEqual({ sent: 2, underWay: 0, nextAfterId: null })
    expect([await world.told(first.id), await world.told(second)]).toEqual([
      ['created', 'created'],
      ['created', 'created'],
    ])
  })

  it('of an integration leaves alone what ended long ago', async () => {
    const { integrationId, subscriptions } = await linked(3)
    const [gone] = subscriptions
    if (!gone) throw new Error('three are linked')
    await world.inTransaction((tx) => unlinkPackage(tx, { subscriptionId: gone.id, actor: ACTOR }))
    await world.idle()
    expect((await world.resend('Integration', integrationId)).data).toMatchObject({ sent: 2 })
    expect(await world.told(gone.id)).toEqual(['created', 'removed'])
    const asked = await world.resend('PackageSubscription', gone.id)
    expect(asked.notice.type).toBe('success')
    expect((await world.told(gone.id)).at(-1)).toBe('removed')
  })

  it('of a customer does not remove again what the platform let go while the resend waited', async () => {
    const { subscriptions } = await linked(1)
    const [gone] = subscriptions
    if (!gone) throw new Error('one is linked')
    world.platform.refuseEvents(500)
    await world.inTransaction((tx) => unlinkPackage(tx, { subscriptionId: gone.id, actor: ACTOR }))
    await world.idle()
    world.platform.refuseEvents(null)
    const holder = world.dataSource.createQueryRunner()
    await holder.startTransaction()
    await holder.query('select from content_platforms.customer_service where id = $1 for no key update', [
      gone.serviceId,
    ])
    const resent = world.resend('Customer', gone.customerId)
    await expect
      .poll(() =>
        world.dataSource.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        ),
      )
      .toHaveLength(1)
    const [removal] = (await world.events({ subscriptionId: gone.id })).slice(-1)
    await world.panel.post(`/WebhookEvent/records/${removal?.id}/redeliver`, {})
    await world.idle()
    await holder.rollbackTransaction()
    await holder.release()
    expect((await resent).data).toMatchObject({ sent: 0 })
    expect(await world.told(gone.id)).toEqual(['created', 'removed'])
  })

  it('has nothing to say of a package without a platform', async () => {
    const packageId = await world.package()
    const id = await world.link(await world.service(), packageId)
    expect((await world.resend('PackageSubscription', id)).notice.message).toBe('errors.NOTHING_TO_RESEND')
  })

  it('BR-105: is an administrator’s', async () => {
    const { subscriptions, integrationId } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    for (const role of ['attendant', 'auditor'] as const) {
      expect((await world.resend('PackageSubscription', only.id, role)).notice?.type).toBe('error')
      expect((await world.resend('Customer', only.customerId, role)).notice?.type).toBe('error')
      expect((await world.resend('Integration', integrationId, role)).notice?.type).toBe('error')
    }
    expect(await world.told(only.id)).toEqual(['created'])
  })

  it('BR-86: *Pular e enviar o estado atual* gives up what is stopped and makes the platform right', async () => {
    const { subscriptions } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    world.platform.users.clear()
    world.platform.refuseEvents(500)
    await suspend(only.serviceId)
    const head = async () => (await world.events({ subscriptionId: only.id })).find(({ state }) => state === 'pending')
    const eventId = (await head())?.id
    const press = () =>
      world.panel.post(`/WebhookEvent/records/${eventId}/skipAndResend`, { reason: 'plataforma refeita' })
    expect((await world.panel.post(`/WebhookEvent/records/${eventId}/skipAndResend`, {})).notice.type).toBe('error')
    await expect.poll(async () => (await press()).notice?.type, { timeout: 10_000, interval: 50 }).toBe('success')
    world.platform.refuseEvents(null)
    await world.dataSource.query(
      'update content_platforms.delivery_lane set ready_at = now(), attempts = 0 where account_id = $1',
      [await world.accountOf(only.id)],
    )
    await world.idle()
    expect(world.there()).toEqual({ [only.id]: 'suspended' })
    const states = (await world.events({ subscriptionId: only.id })).map(
      ({ type, state }) => `${type.split('.').at(-1)} ${state}`,
    )
    expect(states).toEqual(['created delivered', 'suspended skipped', 'suspended delivered'])
  })
})

describe('corrections beside everything else', () => {
  it('BR-80: suspending, enabling, resending and correcting at once leave the platform with what was recorded', async () => {
    const { integrationId, subscriptions } = await linked(4)
    await world.reconcile(integrationId)
    const { runId } = (await world.show(integrationId)).data ?? {}
    const enable = (serviceId: number) =>
      world.inTransaction((tx) => enableService(tx, { serviceId, reason: 'pagou', actor: ACTOR }))
    const ignore = (work: Promise<unknown>) =>
      work.catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error
      })
    const rounds = Array.from({ length: 6 }, (_, round) =>
      subscriptions.flatMap(({ id, serviceId, customerId }) => [
        ignore((round % 2 === 0 ? suspend : enable)(serviceId)),
        world.resend('PackageSubscription', id),
        world.resend('Customer', customerId),
        world.reconcile(integrationId),
        world.correct(integrationId, { runId: String(runId ?? 0) }),
      ]),
    )
    const answers = await Promise.all(rounds.flat())
    const refusals = answers.flatMap((answer) => (answer as { notice?: { message: string } })?.notice?.message ?? [])
    expect(refusals).not.toContain('errors.UNEXPECTED')
    expect(refusals).not.toContain('errors.CONFLICT')
    await world.idle()
    const here = await world.here()
    const there = world.there()
    for (const { id } of subscriptions) expect(there[id], `subscription ${id}`).toBe(here[id])
    expect((await world.reconcile(integrationId)).data).toMatchObject({ differences: 0, compared: 4 })
  })
})

describe('the daily comparison', () => {
  it('covers every active integration once, corrects nothing, and one silent platform keeps no other back', async () => {
    await world.catalogue() // the silent one
    const { integrationId, subscriptions } = await linked(1)
    const [only] = subscriptions
    if (!only) throw new Error('one is linked')
    world.platform.users.delete(await world.accountOf(only.id))
    const warned: unknown[] = []
    const job = createReconcileJob({
      dailyHour: 4,
      logger: { info: () => {}, warn: (fields) => warned.push(fields), error: () => {} },
      listAccounts: async (id) => {
        if (id !== integrationId) throw new DomainError('PLATFORM_UNREACHABLE')
        return []
      },
    })
    const run = { dataSource: world.dataSource, signal: new AbortController().signal, step: () => Promise.reject() }
    const figures = await job.run(run as never)
    expect(figures).toMatchObject({ compared: 1, differing: 1, unreachable: 1 })
    expect(warned).toHaveLength(1)
    expect(await differencesOf(integrationId)).toHaveLength(1)
    expect(await world.told(only.id)).toEqual(['created'])
    // Cut off and run again, it goes on where it was.
    expect(await job.run(run as never)).toMatchObject({ compared: 0, differing: 0 })
  })
})
