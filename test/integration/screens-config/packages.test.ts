import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Form, openPanel, PACKAGE, type Panel, PLAN, PLATFORM, refusals } from './panel.js'

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

const rowsOf = (path: string, rows: Form[]): Form =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries(row).map(([key, value]) => [`${path}.${index}.${key}`, value])),
  )
const count = async (table: string) =>
  (await panel.rows(`select count(*)::int as n from content_platforms.${table}`))[0]?.n

const part = (values: Form = {}): Form => ({
  description: 'Vídeo',
  revenueType: 'SVA',
  amountCents: '29,90',
  documentModel: 'NFSe',
  ...values,
})

describe('the form of a package', () => {
  it.each([
    ['name', '', 'required'],
    ['name', 'x'.repeat(121), 'tooLong'],
    ['code', '', 'required'],
    ['code', 'x'.repeat(41), 'tooLong'],
    ['displayName', 'x'.repeat(121), 'tooLong'],
    ['priceCents', '', 'required'],
    ['priceCents', 'abc', 'invalidMoney'],
    ['priceCents', '-1,00', 'negative'],
    ['priceCents', '99999999,00', 'invalidMoney'],
    ['priceCents', '10000000,00', 'outOfRange'],
    ['commercialMode', 'brinde', 'invalidChoice'],
    ['defaultTermDays', 'dez', 'invalidInteger'],
    ['defaultTermDays', '0', 'outOfRange'],
    ['defaultTermDays', '9999', 'outOfRange'],
    ['notes', 'x'.repeat(4001), 'tooLong'],
    ['productId', 'abc', 'invalidReference'],
    ['productId', '999999', 'invalidReference'],
    ['suspendOnDebt', 'x', 'invalidChoice'],
    ['active', 'x', 'invalidChoice'],
    ['confirmZeroPrice', 'x', 'invalidChoice'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = await count('content_package')
    const answer = await panel.add('ContentPackage', { ...PACKAGE, code: 'NOVO', [path]: value })
    expect(answer.status).toBe(200)
    expect(answer.notice.type).toBe('error')
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(await count('content_package')).toBe(before)
  })

  it.each([
    ['description', '', 'required'],
    ['revenueType', 'ICMS', 'invalidChoice'],
    ['documentModel', 'papel', 'invalidChoice'],
    ['amountCents', 'x', 'invalidMoney'],
  ])('refuses a composition’s %s %j at its cell', async (cell, value, code) => {
    const answer = await panel.add('ContentPackage', {
      ...PACKAGE,
      code: 'NOVO',
      ...rowsOf('components', [part({ [cell]: value })]),
    })
    expect(refusals(answer)).toEqual({ [`components.0.${cell}`]: code })
  })

  it('BR-16: refuses compositions that do not sum to the price, to the cent', async () => {
    const parts = rowsOf('components', [part({ amountCents: '19,90' }), part({ amountCents: '10,01' })])
    expect(refusals(await panel.add('ContentPackage', { ...PACKAGE, code: 'SOMA', ...parts }))).toEqual({
      components: 'compositionMismatch',
    })
    const right = rowsOf('components', [
      part({ amountCents: '19,90' }),
      part({ amountCents: '10,00', revenueType: 'SCM' }),
    ])
    const { record } = await panel.add('ContentPackage', { ...PACKAGE, code: 'SOMA', ...right })
    expect(record.params).toMatchObject({
      priceCents: 2990,
      'components.0.amountCents': 1990,
      'components.1.revenueType': 'SCM',
    })
  })

  it('BR-16: takes percentages, shows both, and refuses those that do not sum to 100%', async () => {
    const share = (percent: string, more: Form = {}): Form => part({ amountCents: '', percent, ...more })
    const form = { ...PACKAGE, code: 'PERC', splitBy: 'percent' }
    expect(
      refusals(await panel.add('ContentPackage', { ...form, ...rowsOf('components', [share('70'), share('29,99')]) })),
    ).toEqual({ components: 'percentMismatch' })
    expect(
      refusals(await panel.add('ContentPackage', { ...form, ...rowsOf('components', [share('x'), share('')]) })),
    ).toEqual({ 'components.0.percent': 'invalidPercent', 'components.1.percent': 'required' })
    const id = await panel.added('ContentPackage', {
      ...form,
      ...rowsOf('components', [share('66,67'), share('33,33', { revenueType: 'SCM' })]),
    })
    await panel.edit('ContentPackage', id, { priceCents: '10,00' })
    const { record } = await panel.get(`/ContentPackage/records/${id}/show`)
    expect(record.params).toMatchObject({
      splitBy: 'percent',
      'components.0.percent': '66.67',
      'components.0.amountCents': 667,
      'components.1.percent': '33.33',
      'components.1.amountCents': 333,
    })
    const byAmount = { splitBy: 'amount', ...rowsOf('components', [part({ amountCents: '10,00', percent: 'x' })]) }
    expect((await panel.edit('ContentPackage', id, byAmount)).record.params).toMatchObject({
      splitBy: 'amount',
      'components.0.amountCents': 1000,
    })
    expect(refusals(await panel.edit('ContentPackage', id, { splitBy: 'x' }))).toEqual({ splitBy: 'invalidChoice' })
  })

  it('BR-17: R$ 0,00 asks for a word only where it is sold alone', async () => {
    const free = { ...PACKAGE, code: 'GRATIS', priceCents: '0,00' }
    expect(refusals(await panel.add('ContentPackage', free))).toEqual({ confirmZeroPrice: 'zeroPriceNotConfirmed' })
    const id = await panel.added('ContentPackage', { ...free, confirmZeroPrice: 'true' })
    expect((await panel.edit('ContentPackage', id, { name: 'Outro nome' })).notice.type).toBe('success')
    await panel.added('ContentPackage', { ...free, code: 'BENEF', commercialMode: 'beneficio' })
  })

  it('refuses a code that another package has', async () => {
    await panel.added('ContentPackage', { ...PACKAGE, code: 'DUPLO' })
    expect(refusals(await panel.add('ContentPackage', { ...PACKAGE, code: 'DUPLO' }))).toEqual({ code: 'alreadyTaken' })
  })

  it('BR-12: offers products by the name of their platform', async () => {
    const integration = await panel.added('Integration', { ...PLATFORM, description: 'Estação Única' })
    await panel.run('Integration', integration, 'syncProducts')
    await panel.edit('Integration', integration, { description: 'Estação Nova' })
    const found = await panel.get('/Product/actions/search/estacao%20nova')
    expect(found.records.map(({ title }: { title: string }) => title)).toEqual(['Estação Nova · Estação Única'])
    const id = await panel.added('ContentPackage', { ...PACKAGE, code: 'PROD', productId: found.records[0].id })
    const { record } = await panel.get(`/ContentPackage/records/${id}/show`)
    expect(record.populated.productId.title).toBe('Estação Nova · Estação Única')
    for (const wild of ['%25', '_', '%5C'])
      expect((await panel.get(`/Product/actions/search/${wild}`)).records, wild).toEqual([])
  })

  it('BR-19: a package in use is not deleted, and can be deactivated', async () => {
    const used = await panel.added('ContentPackage', { ...PACKAGE, code: 'USADO' })
    const unused = await panel.added('ContentPackage', { ...PACKAGE, code: 'LIVRE' })
    await panel.added('Plan', { ...PLAN, name: 'Usa', ...rowsOf('packages', [{ packageId: String(used) }]) })
    expect((await panel.run('ContentPackage', used, 'delete')).notice).toMatchObject({
      type: 'error',
      message: 'errors.RECORD_IN_USE',
    })
    const kept = await panel.run('ContentPackage', used, 'deactivate')
    expect(kept.notice).toMatchObject({ type: 'success', message: 'recordDeactivated' })
    expect(kept.record.params.active).toBe(false)
    expect((await panel.run('ContentPackage', unused, 'delete')).notice.type).toBe('success')
  })
})

describe('the form of a plan', () => {
  it.each([
    ['name', '', 'required'],
    ['name', 'x'.repeat(121), 'tooLong'],
    ['displayName', 'x'.repeat(121), 'tooLong'],
    ['priceCents', '', 'required'],
    ['priceCents', '1.2.3', 'invalidMoney'],
    ['priceCents', '-5', 'negative'],
    ['active', 'x', 'invalidChoice'],
    ['lockPackages', 'x', 'invalidChoice'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = await count('plan')
    const answer = await panel.add('Plan', { ...PLAN, [path]: value })
    expect(answer.status).toBe(200)
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(await count('plan')).toBe(before)
  })

  it.each([
    [{ packageId: '' }, 'packageId', 'required'],
    [{ packageId: 'abc' }, 'packageId', 'invalidReference'],
    [{ packageId: '999999' }, 'packageId', 'invalidReference'],
    [{ packageId: '1', priceOverrideCents: 'x' }, 'priceOverrideCents', 'invalidMoney'],
    [{ packageId: '1', mandatory: 'x' }, 'mandatory', 'invalidChoice'],
  ])('refuses a package %j at its cell', async (row, cell, code) => {
    const answer = await panel.add('Plan', { ...PLAN, ...rowsOf('packages', [row as Form]) })
    expect(refusals(answer)[`packages.0.${cell}`]).toBe(code)
    expect(answer.notice.type).toBe('error')
  })

  it('refuses a package that the plan already has', async () => {
    const id = String(await panel.added('ContentPackage', { ...PACKAGE, code: 'DUAS' }))
    const packages = rowsOf('packages', [{ packageId: id }, { packageId: id }])
    expect(refusals(await panel.add('Plan', { ...PLAN, ...packages }))).toEqual({
      'packages.1.packageId': 'duplicateRow',
    })
  })

  it('BR-15: its value with packages is its own plus theirs, each at the plan’s price where it has one', async () => {
    const own = await panel.added('ContentPackage', { ...PACKAGE, code: 'SOMA-1', priceCents: '29,90' })
    const cheaper = await panel.added('ContentPackage', { ...PACKAGE, code: 'SOMA-2', priceCents: '50,00' })
    const inactive = await panel.added('ContentPackage', { ...PACKAGE, code: 'SOMA-3', priceCents: '70,00' })
    const packages = rowsOf('packages', [
      { packageId: String(own), mandatory: 'true' },
      { packageId: String(cheaper), priceOverrideCents: '10,00' },
      { packageId: String(inactive) },
    ])
    const id = await panel.added('Plan', { ...PLAN, name: 'Soma', ...packages })
    await panel.run('ContentPackage', inactive, 'deactivate')
    const { record } = await panel.get(`/Plan/records/${id}/show`)
    expect(record.params).toMatchObject({ priceCents: 9990, packagesPriceCents: 3990, totalPriceCents: 13980 })
    expect(record.params['packages.0.mandatory']).toBe(true)
    const list = await panel.get('/Plan/actions/list')
    expect(list.records.find((one: { id: number }) => Number(one.id) === id).params.totalPriceCents).toBe(13980)
  })

  it('keeps an inactive package that it has, and takes no new one', async () => {
    const id = String(await panel.added('ContentPackage', { ...PACKAGE, code: 'VELHO' }))
    const packages = rowsOf('packages', [{ packageId: id }])
    const plan = await panel.added('Plan', { ...PLAN, name: 'Velho', ...packages })
    await panel.run('ContentPackage', id, 'deactivate')
    expect((await panel.edit('Plan', plan, { ...packages, lockPackages: 'true' })).notice.type).toBe('success')
    expect(refusals(await panel.add('Plan', { ...PLAN, name: 'Novo', ...packages }))).toEqual({
      'packages.0.packageId': 'inactive',
    })
  })
})
