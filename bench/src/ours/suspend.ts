import type { Host } from './host.js'
import { trackedWrite } from './package.js'

/**
 * Suspends services for debt in one transaction, as a host's billing does: a set-based write of the facts; what it means
 * for the platforms is recorded by the package as it commits.
 */
export const suspendForDebt = ({ dataSource }: Host, serviceIds: readonly number[]): Promise<void> =>
  dataSource.transaction((tx) =>
    trackedWrite(tx, serviceIds, async () => {
      await tx.query(
        `insert into content_platforms.service_block (service_id, kind, origin, opened_at)
         select id, 'debt', 'host', now() from unnest($1::int[]) as s (id) order by id`,
        [serviceIds],
      )
      await tx.query(
        `update content_platforms.customer_service
         set status_id = (select id from content_platforms.service_status where code = 'suspenso_debito'),
           updated_at = now(), version = version + 1
         where id = any($1::int[])`,
        [serviceIds],
      )
    }),
  )
