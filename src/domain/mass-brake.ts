import type { EntityManager } from 'typeorm'

/** BR-45: below this many nobody needs to be asked, however small the provider is. */
const FLOOR = 100
const SHARE = 0.05

/** BR-45: how many subscriptions may be suspended or removed without a person's word: max(100, 5 % of the active). */
export const readBrakeLimit = async (tx: EntityManager): Promise<number> => {
  const [row]: { limit: number }[] = await tx.query(
    `select greatest($1::int, floor(count(*) * $2::float8)::int) as limit
     from content_platforms.package_subscription where recorded_state = 'active'`,
    [FLOOR, SHARE],
  )
  if (!row) throw new TypeError('the database answered no limit')
  return row.limit
}
