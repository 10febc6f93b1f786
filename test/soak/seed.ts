import type { DataSource } from 'typeorm'
import { savePackage } from '../../src/domain/catalogue/save-package.js'
import { savePlan } from '../../src/domain/catalogue/save-plan.js'
import type { DomainContext } from '../../src/domain/context.js'
import { saveIntegration } from '../../src/domain/integrations/save-integration.js'
import { rotateSigningSecret } from '../../src/domain/integrations/signing-secrets.js'
import { syncProducts } from '../../src/domain/integrations/sync-products.js'
import { trackedWrite } from '../../src/domain/touches.js'
import { ACTOR } from './facts.js'

export interface SeededIntegration {
  id: number
  secret: string
}

const EVENT_TYPES = [
  ...['created', 'suspended', 'resumed', 'removed', 'changed'].map((name) => `content.subscription.${name}`),
  'content.account.updated',
]

/** Integrations with two packages each; nobody knows their addresses yet. */
export const seedIntegrations = (dataSource: DataSource, domain: DomainContext, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      dataSource.transaction(async (tx): Promise<SeededIntegration> => {
        const values = {
          gateway: 'outros',
          description: `Plataforma ${index}`,
          url: 'http://127.0.0.1:9/',
          eventTypes: EVENT_TYPES,
        }
        const { id } = await saveIntegration(tx, { values, actor: ACTOR }, domain)
        const generic = { externalId: 'g', code: 'G', name: 'Plataforma', generic: true }
        await syncProducts(tx, { integrationId: id, listed: [generic], actor: ACTOR })
        const [product] = await tx.query('select id from content_platforms.product where integration_id = $1', [id])
        for (const letter of ['A', 'B']) {
          const name = `Pacote ${index}${letter}`
          const own = { code: `${index}${letter}`, name, priceCents: 2990, productId: product.id }
          await savePackage(tx, { values: own, actor: ACTOR })
        }
        return { id, secret: await rotateSigningSecret(tx, { integrationId: id, actor: ACTOR }, domain) }
      }),
    ),
  )

/** Customers with a working service each, linked to one of the packages in turn; resolves to the services. */
export const seedServices = (dataSource: DataSource, count: number): Promise<number[]> =>
  dataSource.transaction(async (tx) => {
    const { id: planId } = await savePlan(tx, {
      values: { name: `Plano de ${count}`, priceCents: 9990 },
      actor: ACTOR,
    })
    const rows: { id: number }[] = await tx.query(
      `with people as (
         insert into content_platforms.customer (code, name, person_type)
         select 's' || nextval('content_platforms.customer_code'), 'Cliente ' || n, 'pf'
         from generate_series(1, $1::int) n returning id)
       insert into content_platforms.customer_service
         (customer_id, plan_id, number, status_id, due_day, price_cents, activated_at)
       select id, $2, 's' || nextval('content_platforms.service_number'),
         (select id from content_platforms.service_status where code = 'servico_habilitado'), 10, 9990, now()
       from people returning id`,
      [count, planId],
    )
    const ids = rows.map(({ id }) => id)
    await trackedWrite(tx, ids, () =>
      tx.query(
        `insert into content_platforms.package_subscription (service_id, package_id, price_cents, origin)
         select s.id, p.id, 2990, 'api' from unnest($1::int[]) with ordinality as s (id, position)
         join (select id, row_number() over (order by id) as position, count(*) over () as n
               from content_platforms.content_package) p on p.position = s.position % p.n + 1`,
        [ids],
      ),
    )
    return ids
  })
