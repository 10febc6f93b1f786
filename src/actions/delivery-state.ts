import type { EntityManager } from 'typeorm'
import { DELIVERY_STATES, type DeliveryHealth } from '../components/deliveries/delivery-data.js'
import { RAMP_MS } from '../webhooks/breaker.js'

/** The state of a row `gate` of `delivery_gate`, which may be missing: {@link DELIVERY_STATES}. */
const DELIVERY_STATE_SQL = `case
  when gate.breaker = 'half_open' then 'testing'
  when gate.breaker = 'open' then case when gate.probe_at is null then 'stopped' else 'interrupted' end
  when gate.ramp_from > now() - interval '${RAMP_MS} milliseconds' then 'ramping'
  else 'normal' end`

// A probe is an event that is due: the breaker alone doesn't say when one goes. By kind, as the index has them: a
// condition on a constant one would be rewritten so that it doesn't match.
const FIRST_DUE = `select min(head.due_at) as due
  from (values (false), (true)) as kind (is_retry)
  cross join lateral (
    select lane.due_at from content_platforms.delivery_lane lane
    where lane.integration_id = gate.integration_id and (lane.attempts > 0) = kind.is_retry and lane.due_at is not null
    order by lane.due_at limit 1
  ) as head`

interface Row extends DeliveryHealth {
  integrationId: number
}

/** How delivery to each of these platforms stands; one that was never held back is missing. */
export const readDeliveryHealth = async (
  tx: EntityManager,
  integrationIds: readonly number[],
): Promise<ReadonlyMap<number, DeliveryHealth>> => {
  const rows: Row[] = await tx.query(
    `select gate.integration_id as "integrationId", ${DELIVERY_STATE_SQL} as state, gate.opened_at as since,
       case when first.due is not null and gate.probe_at is not null then greatest(gate.probe_at, first.due) end
         as "nextTryAt",
       gate.cause, coalesce(who.name, gate.forced_by) as by
     from content_platforms.delivery_gate gate
     cross join lateral (${FIRST_DUE}) as first
     left join content_platforms.panel_user who on who.email = gate.forced_by
     where gate.integration_id = any($1)`,
    [integrationIds],
  )
  return new Map(rows.map(({ integrationId, ...health }) => [integrationId, health]))
}

/** Of one platform; normal where nothing is known. */
export const readDeliveryHealthOf = async (tx: EntityManager, integrationId: number): Promise<DeliveryHealth> =>
  (await readDeliveryHealth(tx, [integrationId])).get(integrationId) ?? NORMAL_DELIVERY

export const NORMAL_DELIVERY: DeliveryHealth = { state: 'normal', since: null, nextTryAt: null, cause: null, by: null }

/** Condition over alias `row` of an integration; a state that there is not finds nothing. */
export const deliveryCondition = (value: string) => {
  if (!(DELIVERY_STATES as readonly string[]).includes(value)) return { sql: 'false', parameters: {} }
  return {
    sql: `coalesce((select ${DELIVERY_STATE_SQL} from content_platforms.delivery_gate gate
      where gate.integration_id = row.id), 'normal') = :deliveryState`,
    parameters: { deliveryState: value },
  }
}
