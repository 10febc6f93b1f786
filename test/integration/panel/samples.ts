import type { World } from './world.js'

export interface SampleSubscription {
  id: number
  serviceId: number
  packageId: number
  customerId: number
}

/** A customer with a service that holds one package; `code` names them all. */
export const addSubscription = async (world: World, code: string): Promise<SampleSubscription> => {
  const { dataSource } = world
  const customerId = await world.addCustomer(code)
  const [row] = await dataSource.query(
    `with plan as (
       insert into content_platforms.plan (name, price_cents) values ($1, 9990) returning id
     ), package as (
       insert into content_platforms.content_package (code, name, price_cents) values ($1, $1, 2990) returning id
     ), service as (
       insert into content_platforms.customer_service (customer_id, plan_id, number, status_id, due_day, price_cents)
       select $2, plan.id, $1, (select min(id) from content_platforms.service_status), 10, 9990 from plan returning id
     )
     insert into content_platforms.package_subscription (service_id, package_id, price_cents, origin)
     select service.id, package.id, 2990, 'manual' from service, package
     returning id, service_id as "serviceId", package_id as "packageId"`,
    [code, customerId],
  )
  return { ...row, customerId }
}
