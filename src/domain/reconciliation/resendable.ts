import type { EntityManager } from 'typeorm'
import type { Actor } from '../actor.js'
import type { CorrectionPlace } from './correction-facts.js'

/** Whose current state is to be sent again (BR-101). */
export interface ResendScope {
  kind: 'subscription' | 'customer' | 'integration'
  id: number
}

export interface ResendCount {
  /** Subscriptions that a platform holds, or held and has not acknowledged the end of. */
  total: number
  /** Of these, how many have something undelivered: their current state is on its way already. */
  underWay: number
}

export interface ResendInput {
  scope: ResendScope
  /** Where the previous batch ended; 0 for the first. */
  afterId?: number
  actor: Actor
  /** Also where something is still undelivered, as after its parked event was skipped. */
  evenIfUnderWay?: boolean
}

export interface ResendResult {
  sent: number
  /** Left alone, because their current state is on its way already. */
  underWay: number
  /** Where the next batch begins; null when this was the last. */
  nextAfterId: number | null
}

// One that ended counts only while the platform still holds it, save when it is asked for by itself: a platform need not
// hear of every customer who ever left.
const RESENDABLE = `
  from content_platforms.package_subscription s
  join content_platforms.platform_account a on a.id = s.recorded_account_id
  left join content_platforms.subscription_confirmation c on c.subscription_id = s.id and c.account_id = a.id
  where case $1 when 'subscription' then s.id = $2 when 'customer' then a.customer_id = $2 else a.integration_id = $2 end
    and ($1 = 'subscription' or s.recorded_state in ('active', 'suspended') or c.state in ('active', 'suspended'))`

/** How many subscriptions a resend concerns, for a person to see first. */
export const countResendable = async (tx: EntityManager, { kind, id }: ResendScope): Promise<ResendCount> => {
  const [count]: ResendCount[] = await tx.query(
    `select count(*)::int as total, count(*) filter (where exists (
       select from content_platforms.webhook_event e where e.subscription_id = s.id and e.state = 'pending'))::int
       as "underWay" ${RESENDABLE}`,
    [kind, id],
  )
  return count ?? { total: 0, underWay: 0 }
}

/** The next of them after `afterId`, ascending. */
export const listResendable = (
  tx: EntityManager,
  { scope, afterId, limit }: { scope: ResendScope; afterId: number; limit: number },
): Promise<CorrectionPlace[]> =>
  tx.query(`select s.id as "subscriptionId", a.id as "accountId" ${RESENDABLE} and s.id > $3 order by s.id limit $4`, [
    scope.kind,
    scope.id,
    afterId,
    limit,
  ])
