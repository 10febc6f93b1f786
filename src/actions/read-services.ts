import type { EntityManager } from 'typeorm'
import type { ServiceData } from '../components/services/service-data.js'

/** Services by id or by customer, newest first. */
export const readServices = (
  tx: EntityManager,
  { serviceId, customerId }: { serviceId?: number; customerId?: number },
): Promise<ServiceData[]> =>
  tx.query(
    `select sv.id, sv.number, sv.customer_id as "customerId", cu.name as customer, sv.plan_id as "planId",
       pl.name as plan, pl.lock_packages as "planLocked", sv.price_cents as "priceCents",
       st.label as status, st.code as "statusCode", st.content_effect as "contentEffect",
       sv.do_not_suspend_until::text as "doNotSuspendUntil", sv.trust_unlock_until as "trustUnlockUntil",
       (select json_build_object('id', pv.id, 'number', pv.number)
         from content_platforms.customer_service pv where pv.id = sv.previous_service_id) as previous,
       (select json_build_object('id', nx.id, 'number', nx.number)
         from content_platforms.customer_service nx where nx.previous_service_id = sv.id limit 1) as next,
       coalesce((select json_agg(json_build_object('id', b.id, 'kind', b.kind, 'reason', b.reason, 'openedAt', b.opened_at)
           order by b.opened_at)
         from content_platforms.service_block b where b.service_id = sv.id and b.closed_at is null), '[]')
         as "openBlocks"
     from content_platforms.customer_service sv
     join content_platforms.customer cu on cu.id = sv.customer_id
     join content_platforms.plan pl on pl.id = sv.plan_id
     join content_platforms.service_status st on st.id = sv.status_id
     where ($1::int is null or sv.id = $1) and ($2::int is null or sv.customer_id = $2)
     order by sv.canceled_at nulls first, sv.id desc limit 200`,
    [serviceId ?? null, customerId ?? null],
  )
