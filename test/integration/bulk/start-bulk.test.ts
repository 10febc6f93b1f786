import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { ACTOR } from '../../support/provider.js'
import { type BulkProvider, createBulkProvider } from './bulk-provider.js'

let provider: BulkProvider

beforeAll(async () => {
  provider = await createBulkProvider()
})
afterAll(() => provider.drop())

const issues = (list: [path: string, code: string][]) => ({
  code: 'INVALID_INPUT',
  data: { issues: list.map(([path, code]) => expect.objectContaining({ path, code })) },
})

const jobs = async (): Promise<number> => {
  const [row] = await provider.dataSource.query('select count(*)::int as n from content_platforms.bulk_job')
  return row.n
}

describe('what a bulk job is asked for', () => {
  it('is refused field by field, and nothing is started', async () => {
    const packageId = await provider.package()
    const before = await jobs()
    const given = [
      [{ kind: 'explode', filter: {} }, [['kind', 'invalidChoice']]],
      [
        { kind: 'unlink', filter: {} },
        [
          ['packageId', 'required'],
          ['reason', 'required'],
        ],
      ],
      [
        { kind: 'suspend', filter: { statusIds: [1] } },
        [
          ['blockKind', 'required'],
          ['reason', 'required'],
        ],
      ],
      [{ kind: 'resume', filter: { statusIds: [1] }, reason: '  ' }, [['reason', 'required']]],
      [{ kind: 'resume', filter: {}, reason: 'Pago' }, [['filter', 'filterEmpty']]],
      [{ kind: 'resume', filter: { color: 'red' }, reason: 'Pago' }, [['filter.color', 'unknownFilter']]],
      [{ kind: 'resume', filter: { planIds: ['1; drop'] }, reason: 'Pago' }, [['filter.planIds', 'invalidValue']]],
      [
        {
          kind: 'swap',
          packageId,
          toPackageId: packageId,
          priceRule: 'keep',
          consentChannel: 'site',
          filter: {},
        },
        [['toPackageId', 'samePackage']],
      ],
      [{ kind: 'reprice', packageId, priceRule: 'fixed', priceCents: -1, filter: {} }, [['priceCents', 'negative']]],
      [{ kind: 'reprice', packageId, priceRule: 'percent', percent: -101, filter: {} }, [['percent', 'outOfRange']]],
      [
        { kind: 'reprice', packageId, priceRule: 'percent', percent: 1.234, filter: {} },
        [['percent', 'invalidNumber']],
      ],
      [
        { kind: 'reprice', packageId: 2_000_000_000, priceRule: 'package', filter: {} },
        [['packageId', 'invalidReference']],
      ],
    ] as const
    for (const [input, expected] of given) {
      await expect(provider.start(input as never), JSON.stringify(input)).rejects.toMatchObject(
        issues(expected as unknown as [string, string][]),
      )
      await expect(provider.preview(input as never)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    }
    expect(await jobs()).toBe(before)
  })

  it('BR-17: asks for confirmation before a package that is sold alone becomes free', async () => {
    const packageId = await provider.package({ priceCents: 1990 })
    const planId = await provider.plan()
    await provider.link(await provider.service({ planId }), packageId)
    const input = { kind: 'reprice', packageId, priceRule: 'percent', percent: -100, filter: {} } as const
    await expect(provider.start(input)).rejects.toMatchObject(issues([['confirmZeroPrice', 'zeroPriceNotConfirmed']]))
    await provider.start({ ...input, confirmZeroPrice: true })
  })

  it('BR-19: links no inactive package', async () => {
    const packageId = await provider.package({ active: false })
    await expect(
      provider.start({ kind: 'link', packageId, consentChannel: 'site', filter: { planIds: [1] } }),
    ).rejects.toMatchObject(issues([['packageId', 'inactive']]))
  })
})

describe('the filter of a bulk job', () => {
  it('chooses by plan, status, package, platform, kind of customer, day of activation and number', async () => {
    const { id: integrationId, productId } = await provider.integration()
    const packageId = await provider.package({ productId })
    const planId = await provider.plan()
    const company = await provider.customer({ personType: 'pj', document: '12ABC34501DE35' })
    const ids = [
      await provider.service({ planId }),
      await provider.service({ planId, customerId: company }),
      await provider.service({ planId, activate: false }),
    ] as const
    await provider.link(ids[0], packageId)
    const canceled = await provider.service({ planId })
    await provider.inTransaction((tx) => cancelService(tx, { serviceId: canceled, reason: 'Mudou', actor: ACTOR }))
    // 02:30 UTC on the 5th is still the 4th in São Paulo.
    await provider.dataSource.query(
      `update content_platforms.customer_service set activated_at = '2024-03-05T02:30:00Z' where id = $1`,
      [ids[1]],
    )
    const [{ number }] = await provider.dataSource.query(
      'select number from content_platforms.customer_service where id = $1',
      [canceled],
    )
    const status = async (code: string): Promise<number> => {
      const [row] = await provider.dataSource.query('select id from content_platforms.service_status where code = $1', [
        code,
      ])
      return row.id
    }
    const found = async (filter: object) => {
      const input = { kind: 'resume', reason: 'Teste', filter: { planIds: [planId], ...filter } } as const
      return (await provider.preview(input)).sample.map(({ serviceId }) => serviceId).sort((a, b) => a - b)
    }
    expect(await found({})).toEqual(ids)
    expect(await found({ statusIds: [await status('aguardando_instalacao')] })).toEqual([ids[2]])
    expect(await found({ statusIds: [await status('cancelado')] })).toEqual([canceled])
    expect(await found({ linkedPackageId: packageId })).toEqual([ids[0]])
    expect(await found({ integrationId })).toEqual([ids[0]])
    expect(await found({ personType: 'pj' })).toEqual([ids[1]])
    expect(await found({ activatedFrom: '2024-03-04', activatedTo: '2024-03-04' })).toEqual([ids[1]])
    expect(await found({ activatedTo: '2024-03-03' })).toEqual([])
    expect(await found({ serviceNumbers: [` ${number} `, number, ''] })).toEqual([canceled])
  })

  it('names the typed numbers that no service has', async () => {
    const serviceNumbers = Array.from({ length: 25 }, (_, index) => `nada-${index}`)
    const preview = await provider.preview({ kind: 'resume', reason: 'Teste', filter: { serviceNumbers } })
    expect(preview).toMatchObject({ total: 0, accepted: 0, unknownNumbers: { count: 25 } })
    expect(preview.unknownNumbers.first).toEqual(serviceNumbers.slice(0, 20))
  })

  it('that chooses nothing starts nothing', async () => {
    const before = await jobs()
    await expect(
      provider.start({ kind: 'resume', reason: 'Teste', filter: { serviceNumbers: ['nada'] } }),
    ).rejects.toMatchObject({ code: 'BULK_EMPTY' })
    expect(await jobs()).toBe(before)
  })
})

describe('the preview of a bulk job', () => {
  it('BR-102: counts what would be done and, reason by reason, what would be refused', async () => {
    const { productId } = await provider.integration({ singlePackage: true })
    const first = await provider.package({ productId, name: 'Canais A' })
    const second = await provider.package({ productId, name: 'Canais B' })
    const planId = await provider.plan()
    const taken = [await provider.service({ planId }), await provider.service({ planId })]
    for (const serviceId of taken) await provider.link(serviceId, first)
    await provider.link(await provider.service({ planId }), second)
    await provider.service({ planId })
    const preview = await provider.preview({
      kind: 'link',
      packageId: second,
      consentChannel: 'site',
      filter: { planIds: [planId] },
    })
    expect(preview).toMatchObject({
      total: 4,
      accepted: 1,
      affected: 0,
      needsConfirmation: false,
      refusals: [
        { code: 'SINGLE_PACKAGE_TAKEN', count: 2, data: { package: 'Canais A' } },
        { code: 'PACKAGE_ALREADY_LINKED', count: 1 },
      ],
    })
    expect(preview.sample.map(({ code, afterCents }) => [code, afterCents])).toEqual([
      ['SINGLE_PACKAGE_TAKEN', null],
      ['SINGLE_PACKAGE_TAKEN', null],
      ['PACKAGE_ALREADY_LINKED', null],
      [null, 2990],
    ])
  })
})

describe('BR-45: the mass brake', () => {
  it('lets more than 100 active subscriptions be removed or suspended only by a person who confirms their number', async () => {
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId, suspendOnDebt: true })
    const planId = await provider.plan()
    await provider.services(102, planId)
    const filter = { planIds: [planId] }
    await provider.start({ kind: 'link', packageId, consentChannel: 'contrato', filter })
    await provider.run()

    const unlink = { kind: 'unlink', packageId, reason: 'Fim do contrato', filter } as const
    const suspend = { kind: 'suspend', blockKind: 'debt', reason: 'Lote', filter } as const
    for (const input of [unlink, suspend]) {
      expect(await provider.preview(input)).toMatchObject({ affected: 102, limit: 100, needsConfirmation: true })
      for (const confirmedAffected of [null, 101, 103]) {
        await expect(provider.start({ ...input, confirmedAffected })).rejects.toMatchObject({
          code: 'BULK_BRAKE_NOT_CONFIRMED',
          data: { affected: 102, limit: 100 },
        })
      }
    }
    // What the person agreed to is counted again when it begins.
    const [first = 0, second = 0] = (await provider.subscriptions())
      .filter((subscription) => subscription.packageId === packageId)
      .map(({ serviceId }) => serviceId)
    await provider.start({ kind: 'suspend', blockKind: 'debt', reason: 'Um só', filter: await numberOf(first) })
    await provider.run()
    await expect(provider.start({ ...suspend, confirmedAffected: 102 })).rejects.toMatchObject({
      code: 'BULK_BRAKE_NOT_CONFIRMED',
      data: { affected: 101 },
    })
    const jobId = await provider.start({ ...suspend, confirmedAffected: 101, expectedTotal: 102 })
    await provider.run()
    expect(await provider.job(jobId)).toMatchObject({ done: 101, refused: 1 })
    expect(await provider.audit('bulk.started')).toContainEqual(
      expect.objectContaining({
        actor: ACTOR.id,
        reason: 'Lote',
        recordId: String(jobId),
        after: expect.objectContaining({ total: 102, accepted: 101, affected: 101, limit: 100 }),
      }),
    )
    // Who suspends or removes few needs no word, however many others there are.
    await provider.start({ kind: 'unlink', packageId, reason: 'Um só', filter: await numberOf(second) })
  })

  it('counts only what a suspension reaches: debt no package that stays on in debt', async () => {
    const { productId } = await provider.integration()
    const packageId = await provider.package({ productId, suspendOnDebt: false })
    const planId = await provider.plan()
    await provider.link(await provider.service({ planId }), packageId)
    const suspend = { kind: 'suspend', reason: 'Lote', filter: { planIds: [planId] } } as const
    expect(await provider.preview({ ...suspend, blockKind: 'debt' })).toMatchObject({ accepted: 1, affected: 0 })
    expect(await provider.preview({ ...suspend, blockKind: 'request' })).toMatchObject({ accepted: 1, affected: 1 })
  })

  it('a selection that grew since it was shown is shown anew', async () => {
    const planId = await provider.plan()
    await provider.service({ planId })
    const input = { kind: 'suspend', blockKind: 'request', reason: 'Obra', filter: { planIds: [planId] } } as const
    const { total } = await provider.preview(input)
    await provider.service({ planId })
    await expect(provider.start({ ...input, expectedTotal: total })).rejects.toMatchObject({
      code: 'BULK_SELECTION_CHANGED',
      data: { expected: 1, total: 2 },
    })
  })
})

const numberOf = async (serviceId: number): Promise<{ serviceNumbers: string[] }> => {
  const [row] = await provider.dataSource.query('select number from content_platforms.customer_service where id = $1', [
    serviceId,
  ])
  return { serviceNumbers: [row.number] }
}
