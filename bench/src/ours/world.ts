import { ACTOR } from './actor.js'
import type { Host } from './host.js'
import { saveIntegration, savePackage, savePlan, syncProducts } from './package.js'

export interface WorldInput {
  sinkUrl: string
  /** Customers, each with one service, one user at the platform and so one lane. */
  customers: number
  /** Packages on each service, all of one platform. */
  packages: number
}

// Brings the body of `suspended` to 1 KB.
const PADDING = { key: 'note', value: 'x'.repeat(340), secret: false, location: 'body' } as const
const GENERIC = { externalId: 'generico', code: 'GENERICO', name: 'Plataforma', generic: true }

/** Sample provider: catalogue through the use cases, customers by SQL as if everything had been delivered up to now. */
export const createWorld = async ({ dataSource, content }: Host, { sinkUrl, customers, packages }: WorldInput) => {
  const actor = ACTOR
  await dataSource.runMigrations()
  await dataSource.transaction(async (tx) => {
    const values = { description: 'Plataforma', url: sinkUrl, parameters: [PADDING] }
    const { id: integrationId } = await saveIntegration(tx, { values, actor }, content.domain)
    await syncProducts(tx, { integrationId, listed: [GENERIC], actor })
    const [product] = await tx.query('select id from content_platforms.product')
    for (let number = 1; number <= packages; number += 1) {
      const named = { code: `P${number}`, name: `Pacote ${number}`, priceCents: 2990, productId: product.id }
      await savePackage(tx, { values: named, actor })
    }
    const plan = await savePlan(tx, { values: { name: 'Fibra', priceCents: 9990 }, actor })
    await tx.query(
      `insert into content_platforms.customer (id, code, name, person_type, email, phone)
       select n, 'C' || n, 'Cliente de Exemplo ' || n, 'pf', 'cliente' || n || '@example.com', '+5511900000000'
       from generate_series(1, $1::int) n`,
      [customers],
    )
    await tx.query(
      `insert into content_platforms.customer_service (id, customer_id, plan_id, number, status_id, due_day, price_cents, activated_at)
       select n, n, $2, 'S' || n, (select id from content_platforms.service_status where code = 'servico_habilitado'),
         10, 9990, now()
       from generate_series(1, $1::int) n`,
      [customers, plan.id],
    )
    await tx.query(
      `insert into content_platforms.platform_account (id, integration_id, customer_id, external_id, login)
       select n, $2, n, 'user-' || n, 'cliente' || n from generate_series(1, $1::int) n`,
      [customers, integrationId],
    )
    await tx.query(
      `insert into content_platforms.delivery_lane (id, integration_id, account_id, last_sequence, head_sequence)
       select n, $2, n, $3::int, $3::int + 1 from generate_series(1, $1::int) n`,
      [customers, integrationId, packages],
    )
    await tx.query(
      `insert into content_platforms.package_subscription (id, service_id, package_id, price_cents, origin,
         recorded_state, recorded_product_id, recorded_account_id, recorded_sequence)
       select (n - 1) * $2::int + p.position, n, p.id, 2990, 'manual', 'active', p.product_id, n, p.position
       from generate_series(1, $1::int) n
       cross join (select id, product_id, row_number() over (order by id) as position from content_platforms.content_package) p`,
      [customers, packages],
    )
    await tx.query(
      `insert into content_platforms.subscription_confirmation (subscription_id, state, account_id, sequence, confirmed_at)
       select id, 'active', recorded_account_id, recorded_sequence, now() from content_platforms.package_subscription`,
    )
  })
  await dataSource.query('vacuum analyze') // as a database that has run for a day
}
