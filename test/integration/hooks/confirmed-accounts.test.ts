import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Confirmation, confirmSubscriptions } from '../../../src/domain/state/confirm-subscriptions.js'
import { createProvider, type Provider } from '../../support/provider.js'

let provider: Provider
let accountId: number
beforeEach(async () => {
  provider = await createProvider()
  const { subscriptionId } = await provider.linked()
  accountId = (await provider.subscription(subscriptionId)).accountId ?? 0
})
afterEach(() => provider.drop())

const answered = (answer: { externalId?: string; login?: string } = {}) =>
  provider.inTransaction((tx) => {
    const item: Confirmation = { subscriptionId: null, accountId, sequence: 1, result: { kind: 'answered', ...answer } }
    return confirmSubscriptions(tx, [item])
  })

const account = async () => {
  const [row] = await provider.dataSource.query(
    `select external_id as "externalId", login, last_confirmed_at as "lastConfirmedAt", xmin::text as writer
     from content_platforms.platform_account where id = $1`,
    [accountId],
  )
  return row
}

it('is not written again within seconds of its last confirmation, unless its id or login is news', async () => {
  await answered({ externalId: '7', login: 'fulana' })
  const first = await account()
  expect(first).toMatchObject({ externalId: '7', login: 'fulana', lastConfirmedAt: expect.any(Date) })
  await answered()
  await answered({ externalId: '7', login: 'fulana' })
  expect(await account()).toEqual(first)
  await answered({ login: 'beltrana' })
  expect(await account()).toMatchObject({ externalId: '7', login: 'beltrana' })
  await answered({ externalId: '8' })
  expect(await account()).toMatchObject({ externalId: '8', login: 'beltrana' })
})

it('tells of a confirmation that comes later', async () => {
  await answered()
  await provider.dataSource.query(
    `update content_platforms.platform_account set last_confirmed_at = last_confirmed_at - interval '11 seconds'`,
  )
  const { lastConfirmedAt: before } = await account()
  await answered()
  expect((await account()).lastConfirmedAt.getTime()).toBeGreaterThan(before.getTime() + 10_000)
})
