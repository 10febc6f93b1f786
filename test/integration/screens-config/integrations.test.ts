import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Receiver, startReceiver } from '../../support/receiver.js'
import { openPanel, type Panel, PLATFORM, refusals } from './panel.js'

const SECRET_VALUE = 'valor-muito-secreto-4711'

let panel: Panel
beforeAll(async () => {
  panel = await openPanel()
})
afterAll(() => panel.close())

const count = async (): Promise<unknown> =>
  (await panel.rows('select count(*)::int as n from content_platforms.integration'))[0]?.n

const parameter = (index: number, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`parameters.${index}.${key}`, value]))

describe('the form of a content platform', () => {
  it('BR-01: leads to the new platform’s own page', async () => {
    const answer = await panel.add('Integration', { ...PLATFORM, description: 'Vai à página' })
    expect(answer.notice.type).toBe('success')
    expect(answer.redirectUrl).toBe(`/admin/resources/Integration/records/${answer.record.id}/show`)
  })

  it.each([
    ['description', '', 'required'],
    ['description', 'x'.repeat(121), 'tooLong'],
    ['url', '', 'required'],
    ['url', 'nada', 'invalidUrl'],
    ['url', 'ftp://127.0.0.1/x', 'urlNotHttps'],
    ['url', 'https://a:b@exemplo.com.br/', 'urlHasCredentials'],
    ['url', 'https://10.0.0.7/', 'urlAddressNotAllowed'],
    ['url', 'https://exemplo.com.br/{quem}', 'pathParameterUnknown'],
    ['gateway', 'desconhecido', 'invalidChoice'],
    ['gateway', '', 'required'],
    ['method', 'DELETE', 'invalidChoice'],
    ['successRule', 'sempre', 'invalidChoice'],
    ['dataProfile', 'tudo', 'invalidChoice'],
    ['active', 'talvez', 'invalidChoice'],
    ['singlePackage', '2', 'invalidChoice'],
    ['sendSuspendResume', 'x', 'invalidChoice'],
    ['suspendOnPartial', 'x', 'invalidChoice'],
  ])('refuses %s %j at that field and saves nothing', async (path, value, code) => {
    const before = await count()
    const answer = await panel.add('Integration', { ...PLATFORM, [path]: value })
    expect(answer.status).toBe(200)
    expect(answer.notice.type).toBe('error')
    expect(refusals(answer)).toEqual({ [path]: code })
    expect(answer.redirectUrl).toBeUndefined()
    expect(await count()).toBe(before)
  })

  it.each([
    ['key', { key: '', value: 'a', location: 'body', secret: 'false' }, 'required'],
    ['key', { key: 'com espaço', value: 'a', location: 'header', secret: 'false' }, 'invalidParameterName'],
    ['key', { key: 'webhook-signature', value: 'a', location: 'header', secret: 'false' }, 'reservedHeader'],
    ['key', { key: 'conta', value: 'a', location: 'path', secret: 'false' }, 'pathParameterMissing'],
    ['value', { key: 'X-Chave', value: '', location: 'header', secret: 'true' }, 'secretRequired'],
    ['value', { key: 'X-Chave', value: 'a\nb', location: 'header', secret: 'false' }, 'invalidHeaderValue'],
    ['location', { key: 'chave', value: 'a', location: 'nuvem', secret: 'false' }, 'invalidChoice'],
    ['secret', { key: 'chave', value: 'a', location: 'body', secret: 'quase' }, 'invalidChoice'],
  ])('refuses a parameter’s %s in %j at its cell', async (cell, row, code) => {
    const before = await count()
    const answer = await panel.add('Integration', { ...PLATFORM, ...parameter(0, row) })
    expect(refusals(answer)).toEqual({ [`parameters.0.${cell}`]: code })
    expect(await count()).toBe(before)
  })

  it('BR-02: refuses a second parameter of the same name in the same place', async () => {
    const answer = await panel.add('Integration', {
      ...PLATFORM,
      ...parameter(0, { key: 'X-Chave', value: 'a', location: 'header', secret: 'false' }),
      ...parameter(1, { key: 'x-chave', value: 'b', location: 'header', secret: 'false' }),
    })
    expect(refusals(answer)).toEqual({ 'parameters.1.key': 'duplicateParameter' })
  })

  it('refuses an address alone that names a parameter which is not there', async () => {
    const id = await panel.added('Integration', PLATFORM)
    const answer = await panel.edit('Integration', id, { url: 'https://exemplo.com.br/{conta}' })
    expect(refusals(answer)).toEqual({ url: 'pathParameterUnknown' })
  })

  it('refuses a form that somebody else has overtaken', async () => {
    const id = await panel.added('Integration', PLATFORM)
    await panel.edit('Integration', id, { ...PLATFORM, description: 'Primeira', version: '1' })
    const late = await panel.edit('Integration', id, { ...PLATFORM, description: 'Segunda', version: '1' })
    expect(late.notice).toMatchObject({ type: 'error', message: 'errors.CONFLICT' })
    expect((await panel.rows('select description from content_platforms.integration where id = $1', [id]))[0]).toEqual({
      description: 'Primeira',
    })
  })

  it('keeps parameters that a form does not hold and drops those that it empties', async () => {
    const id = await panel.added('Integration', {
      ...PLATFORM,
      ...parameter(0, { key: 'a', value: '1', location: 'body', secret: 'false' }),
    })
    const stored = () =>
      panel.rows('select key from content_platforms.integration_parameter where integration_id = $1', [id])
    await panel.edit('Integration', id, { description: 'Outra' })
    expect(await stored()).toHaveLength(1)
    await panel.edit('Integration', id, { description: 'Outra', parameters: '' })
    expect(await stored()).toHaveLength(0)
  })
})

describe('secrets', () => {
  it('BR-04: a secret value is in no answer, and left blank it stays', async () => {
    const secret = { key: 'X-Token', value: SECRET_VALUE, location: 'header', secret: 'true' }
    const added = await panel.add('Integration', { ...PLATFORM, ...parameter(0, secret) })
    const { id } = added.record
    const stored = async () =>
      (
        await panel.rows('select id, value from content_platforms.integration_parameter where integration_id = $1', [
          id,
        ])
      )[0]
    const before = await stored()
    const again = { ...secret, id: String(before?.id), value: '', kept: 'true' }
    const edited = await panel.edit('Integration', id, { ...PLATFORM, ...parameter(0, again) })
    expect(edited.notice.type).toBe('success')
    expect(edited.record.params).toMatchObject({ 'parameters.0.value': '', 'parameters.0.kept': true })
    expect(await stored()).toEqual(before)

    const ciphertext = String(before?.value)
    const paths = [
      `records/${id}/show`,
      `records/${id}/edit`,
      'actions/list',
      'actions/search/Est',
      `records/${id}/showOverview`,
    ]
    for (const answer of [
      added,
      edited,
      ...(await Promise.all(paths.map((path) => panel.get(`/Integration/${path}`)))),
    ]) {
      expect(answer.status).toBe(200)
      expect(answer.text).not.toContain(SECRET_VALUE)
      expect(answer.text).not.toContain(ciphertext)
    }
  })

  it('BR-04: made public, a secret comes back empty instead of readable', async () => {
    const secret = { key: 'X-Token', value: SECRET_VALUE, location: 'header', secret: 'true' }
    const id = await panel.added('Integration', { ...PLATFORM, ...parameter(0, secret) })
    const [row] = await panel.rows('select id from content_platforms.integration_parameter where integration_id = $1', [
      id,
    ])
    const answer = await panel.edit('Integration', id, {
      ...parameter(0, { ...secret, id: String(row?.id), value: '', secret: 'false' }),
    })
    expect(answer.notice.type).toBe('success')
    expect(answer.record.params['parameters.0.value']).toBe('')
  })

  it('BR-09: a new signing secret is in the answer to the POST, and in no other', async () => {
    const id = await panel.added('Integration', PLATFORM)
    const page = await panel.get(`/Integration/records/${id}/rotateSecret`)
    expect(page.data).toBeUndefined()
    const answer = await panel.run('Integration', id, 'rotateSecret')
    expect(answer.data.secret).toMatch(/^whsec_/)
    const current =
      'select expires_at from content_platforms.signing_secret where integration_id = $1 order by created_at'
    const [old, fresh] = await panel.rows(current, [id])
    expect(old?.expires_at).toBeInstanceOf(Date)
    expect(fresh?.expires_at).toBeNull()
    const audit = await panel.rows('select to_jsonb(a)::text as text from content_platforms.audit_entry a')
    const seen = await Promise.all(
      [`records/${id}/show`, `records/${id}/rotateSecret`, 'actions/list'].map((path) =>
        panel.get(`/Integration/${path}`),
      ),
    )
    for (const text of [...seen.map((one) => one.text), ...audit.map((row) => String(row.text))]) {
      expect(text).not.toContain(answer.data.secret)
      expect(text).not.toContain('whsec_')
    }
  })
})

describe('*Sincronizar produtos*', () => {
  it('BR-10: 20 presses at once yield one product', async () => {
    const id = await panel.added('Integration', PLATFORM)
    const answers = await Promise.all(Array.from({ length: 20 }, () => panel.run('Integration', id, 'syncProducts')))
    expect(new Set(answers.map(({ notice }) => notice.type))).toEqual(new Set(['success']))
    expect(answers.filter(({ notice }) => notice.message === 'productCreated')).toHaveLength(1)
    expect(answers.filter(({ notice }) => notice.message === 'productUpToDate')).toHaveLength(19)
    expect(await panel.rows('select id from content_platforms.product where integration_id = $1', [id])).toHaveLength(1)
  })

  it('does nothing by GET', async () => {
    const id = await panel.added('Integration', PLATFORM)
    const answer = await panel.get(`/Integration/records/${id}/syncProducts`)
    expect(answer.notice).toBeUndefined()
    expect(await panel.rows('select id from content_platforms.product where integration_id = $1', [id])).toEqual([])
  })
})

describe('*Testar*', () => {
  let platform: Receiver
  beforeAll(async () => {
    platform = await startReceiver('')
  })
  afterAll(() => platform.close())

  it('BR-08: sends one ping and tells that it was accepted', async () => {
    const id = await panel.added('Integration', { ...PLATFORM, url: `${platform.url}/ping` })
    const answer = await panel.run('Integration', id, 'test')
    expect(answer.notice).toMatchObject({ type: 'success', message: 'testAccepted' })
    expect(answer.data).toMatchObject({ accepted: true, status: 200 })
    expect(platform.requests).toHaveLength(1)
  })

  it('BR-08: a refusal is no success, and brings the platform’s answer', async () => {
    platform.script({ status: 422, body: JSON.stringify({ message: 'sem contrato' }) })
    const id = await panel.added('Integration', { ...PLATFORM, url: `${platform.url}/refused` })
    const answer = await panel.run('Integration', id, 'test')
    expect(answer.notice).toMatchObject({ type: 'error', message: 'testRefused' })
    expect(answer.data).toMatchObject({ accepted: false, status: 422, message: 'sem contrato' })
    const overview = await panel.get(`/Integration/records/${id}/showOverview`)
    expect(overview.data.lastError).toMatchObject({ status: 422, message: 'sem contrato' })
  })

  it('a platform that is away is told by the class of the failure', async () => {
    const id = await panel.added('Integration', { ...PLATFORM, url: 'http://127.0.0.1:1/' })
    const answer = await panel.run('Integration', id, 'test')
    expect(answer.notice.type).toBe('error')
    expect(answer.data).toMatchObject({ accepted: false, status: null, message: 'connection' })
  })
})

describe('taking a platform away', () => {
  it('one that nothing needs is deleted with its products', async () => {
    const id = await panel.added('Integration', PLATFORM)
    await panel.run('Integration', id, 'syncProducts')
    expect((await panel.run('Integration', id, 'delete')).notice.type).toBe('success')
    expect(await panel.rows('select id from content_platforms.integration where id = $1', [id])).toEqual([])
  })

  it('one whose product a package has is kept, and can be deactivated', async () => {
    const id = await panel.added('Integration', PLATFORM)
    await panel.run('Integration', id, 'syncProducts')
    const [product] = await panel.rows('select id from content_platforms.product where integration_id = $1', [id])
    await panel.added('ContentPackage', {
      name: 'Preso',
      code: 'PRESO',
      commercialMode: 'avulso',
      priceCents: '1,00',
      productId: String(product?.id),
    })
    expect((await panel.run('Integration', id, 'delete')).notice).toMatchObject({
      type: 'error',
      message: 'errors.RECORD_IN_USE',
    })
    expect(await panel.rows('select id from content_platforms.product where integration_id = $1', [id])).toHaveLength(1)
    expect((await panel.run('Integration', id, 'deactivate')).record.params.active).toBe(false)
    expect((await panel.run('Integration', id, 'reactivate')).record.params.active).toBe(true)
  })

  it('BR-106: *Desativar* pressed five times at once is done once, and audited once', async () => {
    const id = await panel.added('Integration', PLATFORM)
    const answers = await Promise.all(Array.from({ length: 5 }, () => panel.run('Integration', id, 'deactivate')))
    expect(answers.filter(({ notice }) => notice.type === 'success')).toHaveLength(1)
    const refused = answers.flatMap(({ notice }) => (notice.type === 'success' ? [] : notice.message))
    expect(['errors.CONFLICT', 'errors.NOTHING_CHANGED']).toEqual(expect.arrayContaining(refused))
    const audit = await panel.rows(
      `select id from content_platforms.audit_entry where action = 'integration.changed' and record_id = $1`,
      [String(id)],
    )
    expect(audit).toHaveLength(1)
  })
})
