import type { EntityManager } from 'typeorm'
import { trackedWrite } from '../../../src/domain/touches.js'
import type { Provider } from '../../support/provider.js'

const CHUNK = 500

const ids = (rows: { id: number }[]): number[] => rows.map(({ id }) => id)

const insertServices = async (tx: EntityManager, { count, planId }: { count: number; planId: number }) => {
  const customers = await tx.query(
    `insert into content_platforms.customer (code, name, person_type, document)
     select 'M' || d, 'Cliente ' || d, 'pf', d from (
       select lpad((90000000000 + (select count(*) from content_platforms.customer) + n)::text, 11, '0') as d
       from generate_series(1, $1::int) n) m
     returning id`,
    [count],
  )
  return ids(
    await tx.query(
      `insert into content_platforms.customer_service (customer_id, plan_id, number, status_id, due_day, price_cents)
       select c, $2, 'M' || c, (select id from content_platforms.service_status where code = 'servico_habilitado'), 10, 9990
       from unnest($1::int[]) as c returning id`,
      [ids(customers), planId],
    ),
  )
}

/** Services with a package each, made active on their platform by the hooks; returns the subscriptions. */
export const seedMany = async (provider: Provider, { count, packageId }: { count: number; packageId: number }) => {
  const planId = await provider.plan()
  const made: number[] = []
  for (let left = count; left > 0; left -= CHUNK) {
    await provider.inTransaction(async (tx) => {
      const services = await insertServices(tx, { count: Math.min(left, CHUNK), planId })
      await trackedWrite(tx, services, async () => {
        const rows = await tx.query(
          `insert into content_platforms.package_subscription (service_id, package_id, price_cents, origin)
           select s, $2, 2990, 'api' from unnest($1::int[]) as s returning id`,
          [services, packageId],
        )
        made.push(...ids(rows))
      })
    })
  }
  return made
}
