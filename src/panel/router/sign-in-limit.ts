import { createHmac } from 'node:crypto'
import type { DataSource } from 'typeorm'

export interface SignInLimit {
  /** Counts an attempt before its password is looked at. False when the account or the address has to wait. */
  reserve(attempt: SignInAttempt): Promise<boolean>
  /** Takes a counted attempt back: it was right. */
  release(attempt: SignInAttempt): Promise<void>
}

export interface SignInAttempt {
  email: string
  address: string
}

interface LimitOptions {
  maxFailures?: number
  windowMs?: number
  /** Keys the digests under which attempts are counted. */
  secret: string
}

const ADDRESS_FACTOR = 4

/**
 * Limits failed sign-ins per account and per address, counted in the database for all processes together. Someone who
 * knows an e-mail can make its owner wait, one window at most. Of neither more than a keyed digest is stored.
 */
export const createSignInLimit = (
  dataSource: DataSource,
  { maxFailures = 5, windowMs = 15 * 60 * 1000, secret }: LimitOptions,
): SignInLimit => {
  // Keyed: the digest of an e-mail alone is found out by trying the e-mails that one knows.
  const digest = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url')
  const accountKey = ({ email }: SignInAttempt): string => `account:${digest(email)}`
  const addressKey = ({ address }: SignInAttempt): string => `address:${digest(address)}`
  // One statement counts and tells the count: of many attempts at once exactly `maxFailures` see a number that is allowed.
  const count = async (key: string): Promise<number> => {
    const [row] = await dataSource.query<{ failures: number }[]>(
      `insert into content_platforms.sign_in_failure as f (key, failures, window_started_at) values ($1, 1, now())
       on conflict (key) do update set
         failures = case when f.window_started_at < now() - $2::float8 * interval '1 millisecond' then 1
                         else least(f.failures, 1000000) + 1 end,
         window_started_at = case when f.window_started_at < now() - $2::float8 * interval '1 millisecond' then now()
                                  else f.window_started_at end
       returning failures`,
      [key, windowMs],
    )
    return row?.failures ?? Number.POSITIVE_INFINITY
  }
  return {
    reserve: async (attempt) =>
      // The address first: once it has to wait, its guesses no longer write a row per invented account.
      (await count(addressKey(attempt))) <= maxFailures * ADDRESS_FACTOR &&
      (await count(accountKey(attempt))) <= maxFailures,
    release: async (attempt) => {
      // Deletes the account's count and whatever has expired; races with a count in progress only in the user's favour.
      await dataSource.query(
        `delete from content_platforms.sign_in_failure
         where key = $1 or window_started_at < now() - $2::float8 * interval '1 millisecond'`,
        [accountKey(attempt), windowMs],
      )
      await dataSource.query(
        'update content_platforms.sign_in_failure set failures = failures - 1 where key = $1 and failures > 0',
        [addressKey(attempt)],
      )
    },
  }
}
