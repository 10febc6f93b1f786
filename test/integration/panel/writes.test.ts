import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ContentPackage } from '../../../src/entities/content-package.js'
import { Customer } from '../../../src/entities/customer.js'
import { PackageSubscription } from '../../../src/entities/package-subscription.js'
import type { Answer } from '../../support/resource-server.js'
import { panelLogOf } from './panel-log-of.js'
import { addSubscription } from './samples.js'
import { createWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.close())

const customer = (id: number) => world.dataSource.getRepository(Customer).findOneByOrFail({ id })
const customerByCode = (code: string) => world.dataSource.getRepository(Customer).findOneBy({ code })

/** Runs `work` while a subscriber throws at the given moment of every transaction. */
const withFailure = async <T>(
  moment: 'afterInsert' | 'beforeTransactionCommit',
  work: () => Promise<T>,
): Promise<T> => {
  const { subscribers } = world.dataSource
  const subscriber = {
    [moment]: () => {
      throw new Error('the hook refuses')
    },
  }
  subscribers.push(subscriber)
  try {
    return await work()
  } finally {
    subscribers.splice(subscribers.indexOf(subscriber), 1)
  }
}

describe('a form that could not be saved', () => {
  const form = (code: string) => ({ code, name: 'Ana', personType: 'pf' })

  it.each(['afterInsert', 'beforeTransactionCommit'] as const)(
    'is never told as a success when a hook fails at %s, as upstream does',
    async (moment) => {
      const log = panelLogOf(world.dataSource)
      const theirs = await withFailure(moment, () => world.upstream.post('/Customer/actions/new', form(`up-${moment}`)))
      expect(theirs.notice).toMatchObject({ type: 'success' })
      expect(await customerByCode(`up-${moment}`)).toBeNull()

      const answer = await withFailure(moment, () => world.ours.post('/Customer/actions/new', form(`our-${moment}`)))
      expect(answer).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.UNEXPECTED' } })
      expect(answer.redirectUrl).toBeUndefined()
      expect(await customerByCode(`our-${moment}`)).toBeNull()
      expect(log.lines).toEqual([
        expect.objectContaining({ errorId: answer.notice.options.id, message: 'the hook refuses' }),
      ])
    },
  )

  it('keeps what was typed beside what is wrong with it', async () => {
    const id = await world.addCustomer('typed')
    const answer = await world.ours.post(`/Customer/records/${id}/edit`, {
      name: 'Novo nome',
      personType: 'xx',
      version: '1',
    })
    expect(answer.record.params).toMatchObject({ name: 'Novo nome', personType: 'xx', code: 'typed' })
    expect(answer.record.errors).toEqual({ personType: { type: 'invalidChoice', message: 'invalidChoice' } })
    expect(answer.notice).toMatchObject({ type: 'error', message: 'errors.INVALID_INPUT' })
    expect(answer.issues).toEqual([{ path: 'personType', code: 'invalidChoice' }])
  })
})

describe('a saved form', () => {
  it('leads to the record, trimmed and with empty text as nothing', async () => {
    const answer = await world.ours.post('/Customer/actions/new', {
      code: ' trim ',
      name: ' Ana ',
      personType: 'pf',
      email: '  ',
    })
    const saved = await customerByCode('trim')
    expect(saved).toMatchObject({ name: 'Ana', email: null })
    expect(answer).toMatchObject({
      notice: { type: 'success', message: 'successfullyCreated' },
      redirectUrl: `/admin/resources/Customer/records/${saved?.id}/show`,
    })
  })
})

describe('an id in the body', () => {
  it('changes no other row on edit, as it does upstream', async () => {
    const [mine, other] = [await world.addCustomer('edit-mine'), await world.addCustomer('edit-other')]
    await world.upstream.post(`/Customer/records/${mine}/edit`, { id: String(other), name: 'Hit' })
    expect((await customer(other)).name).toBe('Hit')

    await world.ours.post(`/Customer/records/${mine}/edit`, { id: String(other), name: 'Ours' })
    expect((await customer(other)).name).toBe('Hit')
    expect((await customer(mine)).name).toBe('Ours')
  })

  it('overwrites no row on new, as it does upstream', async () => {
    const taken = await world.addCustomer('new-taken')
    const form = { id: String(taken), name: 'Overwritten', personType: 'pf' }
    await world.upstream.post('/Customer/actions/new', { ...form, code: 'new-up' })
    expect((await customer(taken)).name).toBe('Overwritten')

    await world.ours.post('/Customer/actions/new', { ...form, code: 'new-our', name: 'Mine' })
    expect((await customer(taken)).name).toBe('Overwritten')
    expect(await customerByCode('new-our')).toMatchObject({ name: 'Mine' })
  })
})

describe('what the form does not offer', () => {
  const form = {
    name: 'Mass',
    phone: '11999999999',
    externalId: 'x-1',
    createdAt: '2001-01-01T00:00:00.000Z',
    anonymizedAt: '2002-01-01T00:00:00.000Z',
  }

  it('is not written, as it is upstream: hidden, not editable, kept by the database', async () => {
    const theirs = await world.addCustomer('mass-up')
    await world.upstream.post(`/Customer/records/${theirs}/edit`, form)
    expect(await customer(theirs)).toMatchObject({ phone: '11999999999', externalId: 'x-1' })
    expect((await customer(theirs)).createdAt.getFullYear()).toBe(2001)

    const mine = await world.addCustomer('mass-our')
    await world.ours.post(`/Customer/records/${mine}/edit`, { ...form, version: '1' })
    const saved = await customer(mine)
    expect(saved).toMatchObject({ name: 'Mass', phone: null, externalId: null, version: 2 })
    expect(saved.createdAt.getFullYear()).toBeGreaterThan(2001)
  })
})

/** Runs posts that all meet at the customer's row: it is held until each of them waits for it. */
const atOnce = async (id: number, start: () => Promise<Answer>[]): Promise<Answer[]> => {
  const holder = (await world.db.connect()).createQueryRunner()
  await holder.startTransaction()
  await holder.query('select 1 from content_platforms.customer where id = $1 for update', [id])
  const posts = start()
  await vi.waitFor(
    async () => {
      const [{ waiting }] = await world.dataSource.query(
        `select count(*)::int as waiting from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
      expect(waiting).toBe(posts.length)
    },
    { timeout: 10_000 },
  )
  await holder.commitTransaction()
  await holder.release()
  return Promise.all(posts)
}

describe('two people who edit the same record', () => {
  it('do not overwrite each other, as they do upstream', async () => {
    const theirs = await world.addCustomer('lost-up')
    await world.upstream.post(`/Customer/records/${theirs}/edit`, {
      name: 'First',
      email: 'a@example.com',
      version: '1',
    })
    await world.upstream.post(`/Customer/records/${theirs}/edit`, { name: 'Second', version: '1' })
    expect((await customer(theirs)).name).toBe('Second')

    const mine = await world.addCustomer('lost-our')
    const answers = await atOnce(mine, () =>
      ['First', 'Second'].map((name) => world.ours.post(`/Customer/records/${mine}/edit`, { name, version: '1' })),
    )
    expect(answers.map(({ notice }) => notice.message).sort()).toEqual(['errors.CONFLICT', 'successfullyUpdated'])
    const won = answers.find(({ notice }) => notice.type === 'success')
    expect(await customer(mine)).toMatchObject({ name: won?.record.params.name, version: 2 })
    // The second press of the button must not succeed either.
    expect(answers.find(({ notice }) => notice.type === 'error')?.record.params.version).toBe('1')
  })

  it('are told so for a version that is no version', async () => {
    const id = await world.addCustomer('lost-garbage')
    const answer = await world.ours.post(`/Customer/records/${id}/edit`, { name: 'X', version: '1;drop' })
    expect(answer.notice.message).toBe('errors.CONFLICT')
  })
})

describe('a rule of the database', () => {
  it('is told at its property when a value is taken, which upstream calls "undefined"', async () => {
    await world.addCustomer('taken')
    const form = { code: 'taken', name: 'Ana', personType: 'pf' }
    const theirs = await world.upstream.post('/Customer/actions/new', form)
    expect(Object.keys(theirs.record.errors)).toEqual(['undefined'])

    const answer = await world.ours.post('/Customer/actions/new', form)
    expect(answer.record.errors).toEqual({ code: { type: 'alreadyTaken', message: 'alreadyTaken' } })
    expect(answer.notice).toMatchObject({ type: 'error', message: 'errors.INVALID_INPUT' })
  })

  it('is told at its property for nothing where something must be', async () => {
    const answer = await world.ours.post('/Customer/actions/new', { name: 'Ana', personType: 'pf' })
    expect(answer.record.errors).toEqual({ code: { type: 'required', message: 'required' } })
  })

  it('is told at its property for a reference to nothing', async () => {
    const answer = await world.ours.post('/ContentPackage/actions/new', {
      code: 'ref',
      name: 'Ref',
      priceCents: '1,00',
      productId: '987654',
    })
    expect(answer.record.errors).toEqual({ productId: { type: 'invalidReference', message: 'invalidReference' } })
  })

  it('is told at its property for a check', async () => {
    const answer = await world.ours.post('/ContentPackage/actions/new', {
      code: 'neg',
      name: 'Neg',
      priceCents: '-1,00',
    })
    expect(answer.record.errors).toEqual({ priceCents: { type: 'invalidValue', message: 'invalidValue' } })
  })

  it('keeps a record that is in use', async () => {
    const { packageId } = await addSubscription(world, 'in-use')
    const answer = await world.ours.post(`/ContentPackage/records/${packageId}/delete`, {})
    expect(answer).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.RECORD_IN_USE' } })
    const bulk = await world.ours.post(`/ContentPackage/bulk/bulkDelete?recordIds=${packageId}`, {})
    expect(bulk).toMatchObject({ status: 200, notice: { type: 'error', message: 'errors.RECORD_IN_USE' } })
  })

  it('lets all of the chosen records be deleted, or none', async () => {
    const { packageId } = await addSubscription(world, 'bulk')
    const free = await world.ours.post('/ContentPackage/actions/new', {
      code: 'free',
      name: 'Free',
      priceCents: '1,00',
    })
    const ids = `${free.record.params.id},${packageId}`
    const answer = await world.ours.post(`/ContentPackage/bulk/bulkDelete?recordIds=${ids}`, {})
    expect(answer.notice.message).toBe('errors.RECORD_IN_USE')
    expect(await world.dataSource.getRepository(ContentPackage).findOneBy({ code: 'free' })).not.toBeNull()
  })
})

describe('amounts and days', () => {
  const packageOf = (code: string) => world.dataSource.getRepository(ContentPackage).findOneBy({ code })

  it('reads an amount as people write it, which upstream saves as nothing and calls success', async () => {
    const form = { name: 'TV', priceCents: '1.234,56' }
    await world.upstream.post('/ContentPackage/actions/new', { ...form, code: 'money-up' })
    expect((await packageOf('money-up'))?.priceCents).not.toBe(123_456)

    await world.ours.post('/ContentPackage/actions/new', { ...form, code: 'money-our' })
    expect((await packageOf('money-our'))?.priceCents).toBe(123_456)
  })

  it('keeps an amount that nobody touched: the form posts the cents that it got', async () => {
    const created = await world.ours.post('/ContentPackage/actions/new', {
      code: 'kept',
      name: 'K',
      priceCents: '29,90',
    })
    const { id, priceCents } = created.record.params
    await world.ours.post(`/ContentPackage/records/${id}/edit`, { name: 'K2', priceCents: String(priceCents) })
    expect(await packageOf('kept')).toMatchObject({ name: 'K2', priceCents: 2990 })
  })

  it.each(['abc', '1,2,3', '1.23.4', '99999999999', 'Infinity'])('refuses %s as an amount', async (priceCents) => {
    const answer = await world.ours.post('/ContentPackage/actions/new', { code: 'bad', name: 'B', priceCents })
    expect(answer.record.errors.priceCents).toMatchObject({ message: 'invalidMoney' })
  })

  it('refuses a number that is none, which upstream calls success', async () => {
    const form = { name: 'N', priceCents: '100', defaultTermDays: 'abc' }
    const theirs = await world.upstream.post('/ContentPackage/actions/new', { ...form, code: 'term-up' })
    expect(theirs.record?.errors?.defaultTermDays).toBeUndefined()

    const answer = await world.ours.post('/ContentPackage/actions/new', { ...form, code: 'term-our' })
    expect(answer.record.errors.defaultTermDays).toMatchObject({ message: 'invalidInteger' })
    const huge = await world.ours.post('/ContentPackage/actions/new', {
      ...form,
      code: 'h',
      defaultTermDays: '9999999999',
    })
    expect(huge.record.errors.defaultTermDays).toMatchObject({ message: 'outOfRange', params: { max: 2_147_483_647 } })
  })

  it('keeps a day west of Greenwich, where upstream saves the day before', async () => {
    const zone = process.env.TZ
    process.env.TZ = 'America/Sao_Paulo'
    try {
      const expiresOn = (id: number) => world.dataSource.getRepository(PackageSubscription).findOneByOrFail({ id })
      const theirs = await addSubscription(world, 'day-up')
      await world.upstream.post(`/PackageSubscription/records/${theirs.id}/edit`, { expiresOn: '2026-03-01' })
      expect((await expiresOn(theirs.id)).expiresOn).toBe('2026-02-28')

      const mine = await addSubscription(world, 'day-our')
      await world.ours.post(`/PackageSubscription/records/${mine.id}/edit`, { expiresOn: '2026-03-01' })
      expect((await expiresOn(mine.id)).expiresOn).toBe('2026-03-01')
      const shown = await world.ours.get(`/PackageSubscription/records/${mine.id}/show`)
      expect(shown.record.params.expiresOn).toBe('2026-03-01')
      const bad = await world.ours.post(`/PackageSubscription/records/${mine.id}/edit`, { expiresOn: '2026-02-30' })
      expect(bad.record.errors.expiresOn).toMatchObject({ message: 'invalidDate' })
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

describe('one transaction per write', () => {
  it('is what a hook of the same save writes in', async () => {
    const { subscribers } = world.dataSource
    const subscriber = {
      listenTo: () => Customer,
      afterInsert: async ({ manager }: { manager: EntityManager }) => {
        await manager.query(`update content_platforms.customer set external_id = 'by-hook' where code = 'hooked'`)
      },
    }
    subscribers.push(subscriber)
    try {
      const form = { code: 'hooked', name: 'H', personType: 'pf' }
      await withFailure('beforeTransactionCommit', () => world.ours.post('/Customer/actions/new', form))
      expect(await customerByCode('hooked')).toBeNull()
      await world.ours.post('/Customer/actions/new', form)
      expect(await customerByCode('hooked')).toMatchObject({ externalId: 'by-hook' })
    } finally {
      subscribers.splice(subscribers.indexOf(subscriber), 1)
    }
  })
})
