import type { EntityManager } from 'typeorm'
import { type Compared, LANE_OF_ACCOUNT, UNDER_WAY } from './compare-confirmed.js'
import type { ListedAccount } from './listed-account.js'
import { stageListedAccounts } from './stage-listed-accounts.js'

interface ListedInput {
  reconciliationId: number
  integrationId: number
  startedAt: Date
  accounts: readonly ListedAccount[]
}

// Our side whole, and what of it is under way, as of one statement: what the rest compares with.
const STAGE_OURS = `
  create temporary table ours on commit drop as
  select ${UNDER_WAY} as under_way, s.id, coalesce(s.recorded_as_id, s.id) as known_id, a.id as account_id, s.recorded_state as state,
    s.recorded_state in ('active', 'suspended') as here, s.recorded_sequence, p.external_id as product,
    coalesce(p.generic, true) as generic
  from content_platforms.platform_account a ${LANE_OF_ACCOUNT}
  left join content_platforms.package_subscription s on s.recorded_account_id = a.id
  left join content_platforms.product p on p.id = s.recorded_product_id
  where a.integration_id = $1`

// Accounts that are not to be compared now, those included that have no subscription any more.
const SET_BUSY_ASIDE = `
  create temporary table busy_account on commit drop as
  select account_id, count(id)::int as subscriptions from ours where under_way group by account_id`

const MATCH_BY_ID = `
  update listed_subscription ls set subscription_id = o.id
  from listed_account la, ours o
  where la.n = ls.account_n and o.account_id = la.account_id and o.known_id = ls.named_id`

// The first listed of a product is the first of ours, live ones before those that ended, and so on.
const MATCH_BY_PRODUCT = `
  update listed_subscription ls set subscription_id = pair.id
  from (
    select theirs.n, mine.id
    from (
      select s.n, la.account_id, s.product,
        row_number() over (partition by la.account_id, s.product order by s.n) as place
      from listed_subscription s join listed_account la on la.n = s.account_n
      where s.subscription_id is null and s.product is not null and la.account_id is not null
    ) theirs
    join (
      select o.id, o.account_id, o.product,
        row_number() over (partition by o.account_id, o.product order by o.here desc, o.recorded_sequence desc) as place
      from ours o
      where not exists (select from listed_subscription taken where taken.subscription_id = o.id)
    ) mine on mine.account_id = theirs.account_id and mine.product = theirs.product and mine.place = theirs.place
  ) pair where pair.n = ls.n`

const DIFFERENCE = `insert into content_platforms.reconciliation_difference
  (reconciliation_id, kind, account_id, subscription_id, external_id, ours, theirs)`

// Whom the platform doesn't hold, and what it doesn't hold of those whom it does.
const MISSING = `${DIFFERENCE}
  select $1, 'missing_there', o.account_id, o.id, la.external_id, o.state, null
  from ours o left join listed_account la on la.account_id = o.account_id
  where o.here and (la.n is null or (la.has_subscriptions
    and not exists (select from listed_subscription ls where ls.subscription_id = o.id)))
  order by o.id`

const PAIRED = `${DIFFERENCE}
  select $1, case when not o.here then 'extra_there' when o.state <> ls.state then 'different_state'
      else 'different_product' end,
    o.account_id, o.id, la.external_id,
    case when o.here and o.state = ls.state then o.product else o.state end,
    case when o.here and o.state = ls.state then ls.product else ls.state end
  from listed_subscription ls
  join listed_account la on la.n = ls.account_n
  join ours o on o.id = ls.subscription_id
  where not o.here or o.state <> ls.state or (not o.generic and ls.product is not null and ls.product <> o.product)
  order by o.id`

// What it holds of our users without our knowing. The id that it names may be one that has moved to another account.
const UNPAIRED = `${DIFFERENCE}
  select $1, 'extra_there', la.account_id, s.id, la.external_id, 'absent', ls.state
  from listed_subscription ls
  join listed_account la on la.n = ls.account_n
  left join content_platforms.package_subscription s on s.id = ls.named_id and exists (
    select from content_platforms.webhook_event e
    join content_platforms.delivery_lane l on l.id = e.lane_id and l.account_id = la.account_id
    where e.subscription_id = s.id)
  where ls.subscription_id is null and la.account_id is not null
    and not exists (select from busy_account b where b.account_id = la.account_id)
  order by ls.n`

const UNKNOWN_USERS = `${DIFFERENCE}
  select $1, 'extra_there', null, null, la.external_id, null, la.state
  from listed_account la where la.account_id is null order by la.n`

// Platforms that know users only: a user is active while one subscription is. Of one that ended, the last is removed.
const USERS_ONLY = `${DIFFERENCE}
  select $1, case when u.state = 'absent' then 'extra_there' else 'different_state' end, u.account_id, o.id,
    la.external_id, o.state, la.state
  from (
    select account_id, max(recorded_sequence) as last_sequence,
      case when bool_or(state = 'active') then 'active' when bool_or(here) then 'suspended' else 'absent' end as state
    from ours group by account_id
  ) u
  join listed_account la on la.account_id = u.account_id and not la.has_subscriptions and la.state <> u.state
  join ours o on o.account_id = u.account_id and case when u.state = 'absent'
    then o.recorded_sequence = u.last_sequence else o.here and o.state <> la.state end
  order by o.id`

/**
 * Writes the differences between what was recorded for an integration and the platform's own list. A fixed number of
 * statements, however long the list is. What the platform may have learnt since the list was asked for is left out.
 */
export const compareWithListed = async (
  tx: EntityManager,
  { reconciliationId, integrationId, startedAt, accounts }: ListedInput,
): Promise<Compared> => {
  await tx.query(STAGE_OURS, [integrationId, startedAt])
  await tx.query(SET_BUSY_ASIDE)
  await tx.query('delete from ours where under_way or id is null')
  await stageListedAccounts(tx, { integrationId, accounts })
  await tx.query('create index on ours (account_id)')
  await tx.query('analyze ours')
  await tx.query(MATCH_BY_ID)
  await tx.query('analyze listed_subscription')
  await tx.query(MATCH_BY_PRODUCT)
  await tx.query('create index on listed_subscription (subscription_id)')
  await tx.query('analyze listed_subscription')
  for (const write of [MISSING, PAIRED, UNPAIRED, UNKNOWN_USERS, USERS_ONLY]) await tx.query(write, [reconciliationId])
  const [counts]: Compared[] = await tx.query(
    `select (select count(*)::int from ours where here) as compared,
       (select coalesce(sum(subscriptions), 0)::int from busy_account) as "underWay"`,
  )
  return counts ?? { compared: 0, underWay: 0 }
}
