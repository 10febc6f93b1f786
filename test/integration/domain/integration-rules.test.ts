import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ParameterInput } from '../../../src/domain/integrations/integration-parameters.js'
import { type IntegrationInput, saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import { syncProducts } from '../../../src/domain/integrations/sync-products.js'
import { type DomainError, issuesOf } from '../../../src/errors.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider({ endpoints: {} })
})
afterAll(() => provider.drop())

const VALID = { gateway: 'outros', description: 'TV', url: 'https://tv.example/hook' }

const save = (values: Partial<IntegrationInput>, place: { id?: number; version?: number } = {}) =>
  provider.inTransaction((tx) => saveIntegration(tx, { ...place, values, actor: ACTOR }, provider.domain))

const create = (values: Partial<IntegrationInput> = {}) => save({ ...VALID, ...values })

const refusals = async (attempt: Promise<unknown>): Promise<string[]> => {
  const error: DomainError = await attempt.then(
    () => Promise.reject(new Error('was not refused')),
    (reason) => reason,
  )
  expect(error).toMatchObject({ code: 'INVALID_INPUT' })
  return issuesOf(error).map(({ path, code }) => `${path}: ${code}`)
}

const stored = (id: number) =>
  provider.dataSource.query(
    `select id, key, value, secret, location from content_platforms.integration_parameter
     where integration_id = $1 order by position`,
    [id],
  )
const parameter = (values: Partial<ParameterInput>): ParameterInput => ({
  key: 'k',
  value: 'v',
  secret: false,
  location: 'header',
  ...values,
})
const withParameters = (...parameters: Partial<ParameterInput>[]) => ({ parameters: parameters.map(parameter) })

describe('saving an integration', () => {
  it('BR-01: names every refused field at once and saves nothing', async () => {
    const count = () => provider.dataSource.query('select count(*) from content_platforms.integration')
    const before = await count()
    const bad = { gateway: 'x', description: ' ', url: '', method: '' as 'POST', dataProfile: 'all' as 'full' }
    expect(await refusals(save({ ...bad, ...withParameters({ key: '' }) }))).toEqual([
      'gateway: invalidChoice',
      'description: required',
      'url: required',
      'method: required',
      'dataProfile: invalidChoice',
      'parameters.0.key: required',
    ])
    expect(await count()).toEqual(before)
  })

  it.each([
    ['nonsense', 'invalidUrl'],
    ['http://tv.example/hook', 'urlNotHttps'],
    ['https://user:pass@tv.example/hook', 'urlHasCredentials'],
    ['https://tv.example:22/hook', 'urlPortNotAllowed'],
    ['https://127.0.0.1/hook', 'urlAddressNotAllowed'],
    ['https://[::1]/hook', 'urlAddressNotAllowed'],
    ['https://10.0.0.1/hook', 'urlAddressNotAllowed'],
    ['https://intranet/hook', 'urlAddressNotAllowed'],
  ])('BR-05: %s is refused as %s', async (url, code) => {
    expect(await refusals(create({ url }))).toEqual([`url: ${code}`])
  })

  it('BR-05: a placeholder can not choose the host', async () => {
    const url = 'https://{host}.example/hook'
    const attempt = create({ url, ...withParameters({ key: 'host', value: 'tv', location: 'path' }) })
    expect(await refusals(attempt)).toEqual(['url: invalidUrl'])
  })

  it('BR-02: a key twice in one location is refused, in two locations it is not; header names ignore case', async () => {
    const twice = withParameters(
      { key: 'a', location: 'body' },
      { key: 'a', location: 'body' },
      { key: 'A', location: 'body' },
    )
    expect(await refusals(create(twice))).toEqual(['parameters.1.key: duplicateParameter'])
    const headers = withParameters({ key: 'X-Token' }, { key: 'x-token' })
    expect(await refusals(create(headers))).toEqual(['parameters.1.key: duplicateParameter'])
    await create(withParameters({ key: 'a', location: 'body' }, { key: 'a', location: 'query' }))
  })

  it('BR-02: parameters keep their order, and two may swap their keys', async () => {
    const { id } = await create(withParameters({ key: 'b' }, { key: 'a' }, { key: 'c' }))
    const [b, a, c] = await stored(id)
    await save({ parameters: [c, { ...b, key: 'a' }, { ...a, key: 'b' }] }, { id })
    expect(await stored(id)).toMatchObject([
      { id: c.id, key: 'c' },
      { id: b.id, key: 'a' },
      { id: a.id, key: 'b' },
    ])
  })

  it.each([
    [{ key: 'não' }, 'key: invalidParameterName'],
    [{ key: 'Webhook-Signature' }, 'key: reservedHeader'],
    [{ key: 'Host' }, 'key: reservedHeader'],
    [{ value: 'a\r\nX: 1' }, 'value: invalidHeaderValue'],
    [{ value: '', secret: true }, 'value: secretRequired'],
    [{ location: 'cookie' as 'body' }, 'location: invalidChoice'],
    [{ location: 'path' as const }, 'key: pathParameterMissing'],
    [{ value: 'x'.repeat(4_001), location: 'body' as const }, 'value: tooLong'],
  ])('BR-03: the parameter %o is refused at its field', async (values, refusal) => {
    expect(await refusals(create(withParameters(values)))).toEqual([`parameters.0.${refusal}`])
  })

  it.each(['.', '..'])(
    'BR-03: a path parameter of %o, which would climb out of the path, is refused',
    async (value) => {
      const url = 'https://tv.example/{k}/hook'
      const climbing = withParameters({ key: 'k', value, location: 'path' })
      expect(await refusals(create({ url, ...climbing }))).toEqual(['parameters.0.value: invalidValue'])
    },
  )

  it('BR-03: a placeholder without its parameter is refused, also where only the url is saved', async () => {
    expect(await refusals(create({ url: 'https://tv.example/{user}/hook', parameters: [] }))).toEqual([
      'url: pathParameterUnknown',
    ])
    const { id } = await create({ url: 'https://tv.example/{k}', ...withParameters({ location: 'path' }) })
    expect(await refusals(save({ url: 'https://tv.example/{other}' }, { id }))).toEqual([
      'parameters.0.key: pathParameterMissing',
      'url: pathParameterUnknown',
    ])
  })

  it('BR-03: a parameter without a value is sent empty', async () => {
    const { id } = await create(withParameters({ value: undefined as unknown as string, location: 'body' }))
    expect(await stored(id)).toMatchObject([{ key: 'k', value: '' }])
  })

  it('BR-04: a secret is stored encrypted, and left blank keeps its value', async () => {
    const { id } = await create(withParameters({ key: 'token', value: 's3cr3t', secret: true }))
    const [before] = await stored(id)
    expect(before.value).not.toContain('s3cr3t')
    await save({ parameters: [{ ...before, value: '' }] }, { id })
    expect(await stored(id)).toEqual([before])
    const audit = await provider.dataSource.query('select after::text from content_platforms.audit_entry')
    expect(JSON.stringify(audit)).not.toContain('s3cr3t')
  })

  it('BR-04: a secret that stops being one shows nothing of its value', async () => {
    const { id } = await create(withParameters({ key: 'token', value: 's3cr3t', secret: true }))
    const [before] = await stored(id)
    await save({ parameters: [{ ...before, value: '', secret: false }] }, { id })
    expect(await stored(id)).toMatchObject([{ value: '', secret: false }])
  })

  it("BR-04: a blank secret can't take over another integration's, nor one row's twice", async () => {
    const { id } = await create(withParameters({ key: 'token', value: 's3cr3t', secret: true }))
    const [kept] = await stored(id)
    expect(await refusals(create({ parameters: [{ ...kept, value: '' }] }))).toEqual([
      'parameters.0.value: secretRequired',
    ])
    const twice = [
      { ...kept, value: '' },
      { ...kept, key: 'other', value: '' },
    ]
    expect(await refusals(save({ parameters: twice }, { id }))).toEqual(['parameters.1.value: secretRequired'])
  })

  it('gives a new integration a signing secret of its own, encrypted', async () => {
    const { id } = await create()
    const secrets = await provider.dataSource.query(
      'select ciphertext from content_platforms.signing_secret where integration_id = $1',
      [id],
    )
    expect(secrets).toHaveLength(1)
    expect(secrets[0].ciphertext).not.toContain('whsec_')
  })

  it('an old version is a CONFLICT, also when only parameters were saved since', async () => {
    const { id } = await create()
    const [{ version }] = await provider.dataSource.query(
      'select version from content_platforms.integration where id = $1',
      [id],
    )
    await save(withParameters({ key: 'a' }), { id, version })
    await expect(save({ description: 'late' }, { id, version })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('of two people who save at once one gets a CONFLICT', async () => {
    const { id } = await create()
    const attempts = ['a', 'b'].map((description) => save({ description }, { id, version: 1 }))
    const results = await Promise.allSettled(attempts)
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('BR-106: the audit holds before and after of what was changed', async () => {
    const { id } = await create()
    await save({ active: false }, { id })
    const [entry] = (await provider.audit('integration.changed')).filter(({ recordId }) => recordId === String(id))
    expect(entry).toMatchObject({ actor: ACTOR.id, before: { active: true }, after: { active: false } })
  })
})

describe('synchronising products', () => {
  const generic = { externalId: 'generico', code: 'GENERICO', name: 'TV', generic: true }
  const sync = (integrationId: number, listed = [generic]) =>
    provider.inTransaction((tx) => syncProducts(tx, { integrationId, listed, actor: ACTOR }))
  const products = (id: number) =>
    provider.dataSource.query(
      `select external_id as "externalId", name, active from content_platforms.product where integration_id = $1 order by id`,
      [id],
    )

  it('BR-10: twenty presses in parallel yield one generic product', async () => {
    const { id } = await create()
    const results = await Promise.all(Array.from({ length: 20 }, () => sync(id)))
    expect(results.reduce((sum, { created }) => sum + created.length, 0)).toBe(1)
    expect(await products(id)).toEqual([{ externalId: 'generico', name: 'TV', active: true }])
  })

  it('BR-11: what is no longer listed becomes inactive, and comes back with its row', async () => {
    const { id } = await create()
    const other = { externalId: 'x', code: 'X', name: 'X', generic: false }
    await sync(id, [generic, other])
    expect(await sync(id, [{ ...generic, name: 'TV+' }])).toMatchObject({
      created: [],
      updated: [{ externalId: 'generico', name: 'TV+', previousName: 'TV' }],
      retired: [{ externalId: 'x', packages: [] }],
    })
    expect(await products(id)).toMatchObject([{ name: 'TV+', active: true }, { active: false }])
    expect(await sync(id, [generic, other])).toMatchObject({
      created: [],
      updated: [{ name: 'TV', previousName: 'TV+' }],
      reactivated: [{ externalId: 'x' }],
      retired: [],
    })
    expect(await products(id)).toHaveLength(2)
  })

  it('of an integration that does not exist is NOT_FOUND', async () => {
    await expect(sync(999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
