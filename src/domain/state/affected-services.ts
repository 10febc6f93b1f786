import type { EntityManager } from 'typeorm'
import { sharePackages } from '../packages/share-packages.js'
import type { Touches } from '../touches.js'

const ids = (rows: { id: number }[]): number[] => rows.map(({ id }) => id)

/** Services with subscriptions whose state may depend on what was touched, ascending. */
const findAffectedServices = async (tx: EntityManager, touches: Touches): Promise<number[]> => {
  const rows: { id: number }[] = await tx.query(
    `select service_id as id from content_platforms.package_subscription where service_id = any($1)
     union
     select service_id from content_platforms.package_subscription where package_id = any($2)
     union
     select s.service_id from content_platforms.package_subscription s
       join content_platforms.content_package p on p.id = s.package_id
       left join content_platforms.product pr on pr.id = p.product_id
       where p.product_id = any($3) or pr.integration_id = any($4)
     union
     select s.service_id from content_platforms.package_subscription s
       join content_platforms.customer_service sv on sv.id = s.service_id
       where sv.status_id = any($5)
     union
     -- What a touched subscription goes on with is still recorded at the previous service.
     select previous.service_id from content_platforms.package_subscription s
       join content_platforms.package_subscription previous on previous.id = s.continues_id
       where s.service_id = any($1) and previous.recorded_state <> 'absent'
     order by id`,
    [touches.services, touches.packages, touches.products, touches.integrations, touches.statuses].map((set) => [
      ...set,
    ]),
  )
  return ids(rows)
}

const findLinkedPackages = async (tx: EntityManager, serviceIds: number[]): Promise<number[]> =>
  ids(
    await tx.query(
      `select distinct package_id as id from content_platforms.package_subscription where service_id = any($1)`,
      [serviceIds],
    ),
  )

/** Holds still the switches on which new links and new statuses depend: package, integration, status, in this order. */
const shareSwitches = async (tx: EntityManager, serviceIds: number[], touches: Touches): Promise<void> => {
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
 * Locks the services that the touched facts concern, in one order for everybody, and returns their ids. What is read
 * after this, in a new statement, holds until the transaction ends: whoever commits last has seen the other's facts.
 */
export const lockAffectedServices = async (tx: EntityManager, touches: Touches): Promise<number[]> => {
  const serviceIds = await findAffectedServices(tx, touches)
  if (serviceIds.length === 0) return []
  await shareSwitches(tx, serviceIds, touches)
  // "no key": an insert that refers to the service holds a key-share lock on it, and two such inserts that both came
  // here would wait for each other.
  await tx.query(`select id from content_platforms.customer_service where id = any($1) order by id for no key update`, [
    serviceIds,
  ])
  return serviceIds
}
