import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signingSecretPlace } from '../../../src/domain/integrations/secret-places.js'
import {
  endPreviousSecret,
  readStandingSecrets,
  rotateSigningSecret,
} from '../../../src/domain/integrations/signing-secrets.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
beforeAll(async () => {
  provider = await createProvider()
})
afterAll(() => provider.drop())

const add = async (): Promise<number> => (await provider.integration()).id

const rotate = (integrationId: number, replaces?: string | null) =>
  provider.inTransaction((tx) =>
    rotateSigningSecret(tx, { integrationId, replaces: replaces ?? undefined, actor: ACTOR }, provider.domain),
  )
const end = (integrationId: number) =>
  provider.inTransaction((tx) => endPreviousSecret(tx, { integrationId, actor: ACTOR }))
const standing = (integrationId: number) => readStandingSecrets(provider.dataSource.manager, integrationId)

/** The secrets that sign now, newest first. */
const signing = async (integrationId: number): Promise<string[]> => {
  const rows: { id: string; ciphertext: string }[] = await provider.dataSource.query(
    `select id, ciphertext from content_platforms.signing_secret
     where integration_id = $1 and (expires_at is null or expires_at > clock_timestamp()) order by created_at desc`,
    [integrationId],
  )
  return rows.map(({ id, ciphertext }) => provider.domain.secretBox.open(ciphertext, signingSecretPlace(id)))
}
const entries = async (action: string, integrationId: number) =>
  (await provider.audit(action)).filter(({ recordId }) => recordId === String(integrationId))

describe('BR-09: rotating a signing secret', () => {
  it('lets the one before sign beside the new one for the overlap', async () => {
    const id = await add()
    const [old] = await signing(id)
    const fresh = await rotate(id)
    expect(await signing(id)).toEqual([fresh, old])
    const { previousUntil } = await standing(id)
    const [{ inMs }] = await provider.dataSource.query(
      `select extract(epoch from $1::timestamptz - clock_timestamp()) * 1000 as "inMs"`,
      [previousUntil],
    )
    expect(Math.abs(Number(inMs) - provider.domain.secretOverlapMs)).toBeLessThan(60_000)
  })

  it('twenty presses at once make one new secret: two sign, and it is told nineteen times why not more', async () => {
    const id = await add()
    const [old] = await signing(id)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => rotate(id)))
    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(made).toHaveLength(1)
    expect(await signing(id)).toEqual([made[0], old])
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'SECRET_OVERLAP_RUNNING' })
    }
    expect(await entries('integration.secret_rotated', id)).toHaveLength(1)
  })

  it('a current one that was lost is discarded: the one before goes on beside the new one, for a whole overlap', async () => {
    const id = await add()
    const [old] = await signing(id)
    const lost = await rotate(id)
    await provider.dataSource.query(
      `update content_platforms.signing_secret set expires_at = expires_at - interval '20 hours'
       where integration_id = $1 and expires_at is not null`,
      [id],
    )
    const before = await standing(id)
    const found = await rotate(id, before.currentId)
    expect(await signing(id)).toEqual([found, old])
    expect(found).not.toBe(lost)
    const after = await standing(id)
    expect(Number(after.previousUntil) - Number(before.previousUntil)).toBeGreaterThan(19 * 3_600_000)
    expect(await entries('integration.secret_replaced', id)).toHaveLength(1)
  })

  it('discarding twenty times at once what the screen shows is done once', async () => {
    const id = await add()
    const [old] = await signing(id)
    await rotate(id)
    const { currentId } = await standing(id)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => rotate(id, currentId)))
    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(made).toHaveLength(1)
    expect(await signing(id)).toEqual([made[0], old])
  })

  it('the only secret is never discarded: the platform would hold none', async () => {
    const id = await add()
    const only = await signing(id)
    await expect(rotate(id, (await standing(id)).currentId)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await signing(id)).toEqual(only)
  })

  it('after the overlap it can be done again, and what signed before the last one is kept nowhere', async () => {
    const id = await add()
    const second = await rotate(id)
    await provider.dataSource.query(
      `update content_platforms.signing_secret set expires_at = clock_timestamp()
       where integration_id = $1 and expires_at is not null`,
      [id],
    )
    const third = await rotate(id)
    expect(await signing(id)).toEqual([third, second])
    const [{ n }] = await provider.dataSource.query(
      'select count(*)::int as n from content_platforms.signing_secret where integration_id = $1',
      [id],
    )
    expect(n).toBe(2)
  })
})

describe('BR-09: *Encerrar o anterior agora*', () => {
  it('leaves the current one signing alone, is audited, and makes room for a rotation', async () => {
    const id = await add()
    const fresh = await rotate(id)
    await end(id)
    expect(await signing(id)).toEqual([fresh])
    expect(await standing(id)).toMatchObject({ previousUntil: null })
    expect(await entries('integration.secret_ended', id)).toMatchObject([
      { actor: ACTOR.id, before: { previousSecretUntil: expect.any(String) }, after: { previousSecretUntil: null } },
    ])
    await rotate(id)
  })

  it('is refused where there is none, and pressed five times is done once', async () => {
    const id = await add()
    await expect(end(id)).rejects.toMatchObject({ code: 'NO_PREVIOUS_SECRET' })
    await rotate(id)
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => end(id)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await entries('integration.secret_ended', id)).toHaveLength(1)
  })

  it('an integration that is not there is NOT_FOUND', async () => {
    await expect(end(999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(rotate(999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
