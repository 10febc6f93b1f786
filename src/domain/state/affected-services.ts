import type { EntityManager } from 'typeorm'
import { sharePackages } from '../packages/share-packages.js'
import type { Touches } from '../touches.js'

/** Services with subscriptions whose state may depend on a touched fact of this kind; `$` stands for its ids. */
const AFFECTED: Record<'services' | 'packages' | 'products' | 'integrations' | 'statuses', string> = {
  // What a touched subscription goes on with is still recorded at the previous service.
  services: `select service_id from content_platforms.package_subscription where service_id = any($)
    union
    select previous.service_id from content_platforms.package_subscription s
    join content_platforms.package_subscription previous on previous.id = s.continues_id
    where s.service_id = any($) and previous.recorded_state <> 'absent'`,
  packages: 'select service_id from content_platforms.package_subscription where package_id = any($)',
  products: `select s.service_id from content_platforms.package_subscription s
    join content_platforms.content_package p on p.id = s.package_id where p.product_id = any($)`,
  integrations: `select s.service_id from content_platforms.package_subscription s
    join content_platforms.content_package p on p.id = s.package_id
    join content_platforms.product pr on pr.id = p.product_id where pr.integration_id = any($)`,
  statuses: `select s.service_id from content_platforms.package_subscription s
    join content_platforms.customer_service sv on sv.id = s.service_id where sv.status_id = any($)`,
}
const KINDS = Object.keys(AFFECTED) as (keyof typeof AFFECTED)[]

const findLinkedPackages = async (tx: EntityManager, serviceIds: number[]): Promise<number[]> => {
  const rows: { id: number }[] = await tx.query(
    'select distinct package_id as id from content_platforms.package_subscription where service_id = any($1)',
    [serviceIds],
  )
  return rows.map(({ id }) => id)
}

/** Holds still the switches on which new links and new statuses depend: package, integration, status, in this order. */
const shareSwitches = async (tx: EntityManager, touches: Touches): Promise<void> => {
  const serviceIds = [...touches.services]
  if (touches.linkedPackages.size > 0 || touches.linksUnknown) {
    // A link that is not committed yet is invisible to whoever edits its integration or package: so the two must
    // wait for each other here, or the link keeps the old switch for ever. Links that were there before are visible to
    // them, and locking their switches as well would deadlock: such an edit waits for our services already.
    const packageIds = [
      ...touches.linkedPackages,
      ...(touches.linksUnknown ? await findLinkedPackages(tx, serviceIds) : []),
    ]
    await sharePackages(tx, packageIds)
  }
  if (touches.statusesChanged) {
    // The same for a service that is about to have a status whose effect is being edited.
    await tx.query(
      `select st.id from content_platforms.service_status st
       where st.id in (select status_id from content_platforms.customer_service where id = any($1))
       order by st.id for share`,
      [serviceIds],
    )
  }
}

/**
 * Locks the services that the touched facts concern, in one order for everybody, and returns their ids, ascending. What
 * is read after this, in a new statement, holds until the transaction ends: whoever commits last has seen the other's
 * facts.
 */
export const lockAffectedServices = async (tx: EntityManager, touches: Touches): Promise<number[]> => {
  const kinds = KINDS.filter((kind) => touches[kind].size > 0)
  if (kinds.length === 0) return []
  await shareSwitches(tx, touches)
  const affected = kinds.map((kind, index) => AFFECTED[kind].replaceAll('any($)', `any($${index + 1}::int[])`))
  // "no key": an insert that refers to the service holds a key-share lock on it, and two such inserts that both came
  // here would wait for each other.
  const rows: { id: number }[] = await tx.query(
    `select id from content_platforms.customer_service where id in (${affected.join(' union ')})
     order by id for no key update`,
    kinds.map((kind) => [...touches[kind]]),
  )
  return rows.map(({ id }) => id)
}
