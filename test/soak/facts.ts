import type { EntityManager } from 'typeorm'
import type { Actor } from '../../src/domain/actor.js'
import type { DomainContext } from '../../src/domain/context.js'
import { saveCustomer } from '../../src/domain/customers/save-customer.js'
import { saveIntegration } from '../../src/domain/integrations/save-integration.js'
import { linkPackage } from '../../src/domain/packages/link-package.js'
import { unlinkPackage } from '../../src/domain/packages/unlink-package.js'
import { enableService } from '../../src/domain/services/enable-service.js'
import { suspendService } from '../../src/domain/services/suspend-service.js'
import { trackedWrite } from '../../src/domain/touches.js'
import { DomainError } from '../../src/errors.js'
import type { Dice } from '../support/dice.js'

export const ACTOR: Actor = { id: 'soak@provedor.example', role: 'administrator' }

type Fact = (tx: EntityManager) => Promise<unknown>

/** What changes at a provider day by day, in about its proportions; each call picks one. */
export const createFacts = ({ dice, domain }: { dice: Dice; domain: DomainContext }): (() => Fact) => {
  const idsOf = async (tx: EntityManager, table: string, condition = 'true'): Promise<number[]> => {
    const rows: { id: number }[] = await tx.query(`select id from content_platforms.${table} where ${condition}`)
    return rows.map(({ id }) => id)
  }
  const pick = async (tx: EntityManager, table: string, condition?: string): Promise<number> => {
    const ids = await idsOf(tx, table, condition)
    if (ids.length === 0) throw new DomainError('NOT_FOUND')
    return dice.pick(ids)
  }

  const link: Fact = async (tx) => {
    const place = { serviceId: await pick(tx, 'customer_service'), packageId: await pick(tx, 'content_package') }
    return linkPackage(tx, { ...place, consentChannel: 'site', actor: ACTOR }, domain)
  }
  const unlink: Fact = async (tx) =>
    unlinkPackage(tx, { subscriptionId: await pick(tx, 'package_subscription', 'removed_at is null'), actor: ACTOR })
  const suspend: Fact = async (tx) => {
    const kind = dice.pick(['debt', 'partial', 'request'] as const)
    return suspendService(tx, { serviceId: await pick(tx, 'customer_service'), kind, actor: ACTOR })
  }
  const enable: Fact = async (tx) => {
    const serviceId = await pick(tx, 'service_block', 'closed_at is null').then(async (id) => {
      const [row] = await tx.query('select service_id from content_platforms.service_block where id = $1', [id])
      return row.service_id
    })
    return enableService(tx, { serviceId, reason: 'pago', actor: ACTOR })
  }
  const edit: Fact = async (tx) =>
    saveCustomer(tx, {
      id: await pick(tx, 'customer'),
      values: { email: `cliente${dice.between(1, 1_000_000)}@example.com` },
      actor: ACTOR,
    })
  const toggle: Fact = async (tx) => {
    const values = { sendSuspendResume: dice.chance(0.8) }
    return saveIntegration(tx, { id: await pick(tx, 'integration'), values, actor: ACTOR }, domain)
  }
  const suspendAll: Fact = async (tx) => setBlocks(tx, await idsOf(tx, 'customer_service'), true)
  const resumeAll: Fact = async (tx) => setBlocks(tx, await idsOf(tx, 'customer_service'), false)

  const bag: [Fact, number][] = [
    [link, 40],
    [unlink, 20],
    [suspend, 20],
    [enable, 30],
    [edit, 10],
    [toggle, 1],
    [suspendAll, 1],
    [resumeAll, 1],
  ]
  const facts = bag.flatMap(([fact, weight]) => Array.from({ length: weight }, () => fact))
  return () => dice.pick(facts)
}

/** Blocks all of these services for debt by one statement, or ends those blocks; locks them first, as everybody does. */
export const setBlocks = async (
  tx: EntityManager,
  serviceIds: readonly number[],
  blocked: boolean,
): Promise<unknown> => {
  await tx.query(
    'select from content_platforms.customer_service where id = any($1::int[]) order by id for no key update',
    [serviceIds],
  )
  return trackedWrite(tx, serviceIds, () =>
    tx.query(
      blocked
        ? `insert into content_platforms.service_block (service_id, kind, origin, opened_at)
           select id, 'debt', 'job', now() from unnest($1::int[]) as s (id) on conflict do nothing`
        : `update content_platforms.service_block set closed_at = now()
           where service_id = any($1::int[]) and kind = 'debt' and closed_at is null`,
      [serviceIds],
    ),
  )
}
