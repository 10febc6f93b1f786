import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBulkJob } from '../../../src/jobs/bulk.job.js'
import { type Desk, openDesk, said } from '../screens-desk/desk.js'

let desk: Desk
let packageId: number
let planId: number

beforeAll(async () => {
  desk = await openDesk()
  packageId = await desk.addPackage({ name: 'Canais Família' })
  planId = await desk.addPlan()
  const [customerId] = [await desk.addCustomer()]
  for (const number of ['A-1', 'A-2', 'A-3']) {
    await desk.addService({ customerId: String(customerId), planId: String(planId), number })
  }
})
afterAll(() => desk.close())

const work = async () => {
  const job = createBulkJob({ domain: desk.content.domain, logger: { error: () => {} } })
  const { dataSource } = desk
  await job.run({ dataSource, signal: new AbortController().signal, step: (step) => dataSource.transaction(step) })
}

const linkForm = () => ({
  kind: 'link',
  packageId: String(packageId),
  priceRule: 'fixed',
  priceCents: '19,90',
  consentChannel: 'contrato',
  'filter.planIds.0': String(planId),
  'filter.serviceNumbers': 'A-1, A-2;\nA-9',
})

describe('Ações em massa', () => {
  it('BR-102: are checked, started, watched and listed with what came of each service', async () => {
    const preview = await desk.run('/BulkJob/actions/preview', linkForm())
    expect(preview.data).toMatchObject({
      total: 2,
      accepted: 2,
      unknownNumbers: { count: 1, first: ['A-9'] },
      sample: [
        { number: 'A-1', plan: 'Plano 2', afterCents: 1990 },
        { number: 'A-2', afterCents: 1990 },
      ],
    })
    const started = await desk.run('/BulkJob/actions/new', { ...linkForm(), expectedTotal: '2' })
    expect(said(started)).toBe('success: bulkStarted')
    const { jobId } = started.data
    const page = () => desk.get(`/BulkJob/actions/listResults?jobId=${jobId}&state=&page=1`)
    expect((await page()).data).toMatchObject({ job: { state: 'running', total: 2, done: 0 }, reasons: [] })
    await work()
    const { data } = await page()
    expect(data.job).toMatchObject({ state: 'done', done: 2, refused: 0, actor: 'administrator@example.com' })
    expect(data.items).toMatchObject([
      { state: 'done', number: 'A-1', customer: 'Íris Valadão' },
      { state: 'done', number: 'A-2' },
    ])
    const again = await desk.run('/BulkJob/actions/preview', linkForm())
    expect(again.data).toMatchObject({ accepted: 0, refusals: [{ code: 'PACKAGE_ALREADY_LINKED', count: 2 }] })

    const list = await desk.get('/BulkJob/actions/list')
    expect(list.records[0].params).toMatchObject({
      title: 'Vincular pacote: Canais Família',
      inputSummary: 'Vincular pacote: Canais Família · R$\u00a019,90',
      filterSummary: 'Planos: Plano 2 · 3 números informados',
      state: 'done',
      progress: '2 de 2',
    })
  })

  it('say at each field what is missing, and start nothing', async () => {
    const before = await desk.count('bulk_job')
    const answer = await desk.run('/BulkJob/actions/new', {
      kind: 'link',
      priceCents: 'abc',
      'filter.activatedFrom': '31/02/2026',
    })
    expect(answer.issues).toEqual([
      { path: 'priceCents', code: 'invalidMoney' },
      { path: 'filter.activatedFrom', code: 'invalidDate' },
    ])
    const next = await desk.run('/BulkJob/actions/preview', { kind: 'link' })
    expect(next.issues.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['packageId', 'required'],
      ['consentChannel', 'required'],
      ['priceRule', 'required'],
    ])
    for (const form of [{}, { kind: 'x' }, { kind: 'resume', filter: 'x', reason: 'x' }, { 'filter.planIds': 'x' }]) {
      const refused = await desk.run('/BulkJob/actions/new', form as Record<string, string>)
      expect([refused.status, refused.notice?.type]).toEqual([200, 'error'])
    }
    expect(await desk.count('bulk_job')).toBe(before)
  })

  it('are stopped by a person, once', async () => {
    const started = await desk.run('/BulkJob/actions/new', {
      kind: 'suspend',
      blockKind: 'request',
      reason: 'Obra na região',
      'filter.planIds.0': String(planId),
    })
    const path = `/BulkJob/records/${started.data.jobId}/cancel`
    await desk.get(path)
    expect(await desk.rows('select state from content_platforms.bulk_job where id = $1', [started.data.jobId])).toEqual(
      [{ state: 'running' }],
    )
    expect(said(await desk.run(path))).toBe('success: bulkCanceled')
    expect(said(await desk.run(path))).toMatch(/^error: /)
    await work()
    const { data } = await desk.get(`/BulkJob/actions/listResults?jobId=${started.data.jobId}&state=pending`)
    expect([data.job.state, data.items.length]).toEqual(['canceled', 3])
  })

  it('BR-105: are an administrator’s; an auditor sees them, an attendant does not', async () => {
    const before = await desk.count('bulk_job')
    for (const role of ['auditor', 'attendant'] as const) {
      for (const path of ['/BulkJob/actions/new', '/BulkJob/actions/preview']) {
        expect((await desk.run(path, linkForm(), role)).notice?.type).toBe('error')
      }
      expect((await desk.run('/BulkJob/records/1/cancel', {}, role)).notice?.type).toBe('error')
    }
    expect(await desk.count('bulk_job')).toBe(before)
    expect((await desk.get('/BulkJob/actions/list', 'auditor')).records).toHaveLength(before)
    expect((await desk.get('/BulkJob/actions/listResults?jobId=1', 'auditor')).data.job.id).toBe(1)
    for (const path of [
      '/BulkJob/actions/list',
      '/BulkJob/actions/listResults?jobId=1',
      '/BulkJob/actions/listChoices',
    ]) {
      expect((await desk.get(path, 'attendant')).data).toBeUndefined()
    }
    const offered = async (role: 'administrator' | 'attendant') => {
      const { text } = await desk.get('/CustomerService/actions/list', role)
      return text.includes('openBulk')
    }
    expect(await offered('attendant')).toBe(false)
  })

  it('answer to a job that is not there, and to a garbled page', async () => {
    expect(said(await desk.get('/BulkJob/actions/listResults?jobId=999999'))).toBe('error: errors.NOT_FOUND')
    expect(said(await desk.get("/BulkJob/actions/listResults?jobId=1'"))).toBe('error: errors.NOT_FOUND')
    const { data } = await desk.get('/BulkJob/actions/listResults?jobId=1&page=-3&state=drop')
    expect(data.items).toHaveLength(2)
  })
})
