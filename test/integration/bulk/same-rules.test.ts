import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BulkInput } from '../../../src/domain/bulk/bulk-input.js'
import { linkPackage } from '../../../src/domain/packages/link-package.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { ACTOR } from '../../support/provider.js'
import { type BulkProvider, createBulkProvider } from './bulk-provider.js'

let provider: BulkProvider
let serviceIds: number[]
let packageIds: number[]
let planIds: number[]

beforeAll(async () => {
  provider = await createBulkProvider()
  const { productId } = await provider.integration({ singlePackage: true })
  const other = await provider.integration()
  packageIds = [
    await provider.package({ productId }),
    await provider.package({ productId, defaultTermDays: 30 }),
    await provider.package({ productId: other.productId, commercialMode: 'combo' }),
    await provider.package({ commercialMode: 'beneficio', priceCents: 0 }),
  ]
  const [first = 0, second = 0, combo = 0, benefit = 0] = packageIds
  planIds = [
    await provider.plan(),
    await provider.plan({
      lockPackages: true,
      packages: [{ packageId: first, mandatory: false, priceOverrideCents: 111 }],
    }),
    await provider.plan({ packages: [{ packageId: combo, mandatory: false, priceOverrideCents: null }] }),
  ]
  serviceIds = []
  for (const planId of planIds) {
    for (const activate of [true, false]) {
      const customerId = await provider.customer()
      const add = async (packages: number[] = []) => {
        const serviceId = await provider.service({ planId, customerId, activate, packageIds: [] })
        for (const packageId of packages)
          await provider.link(serviceId, packageId).catch((error: { code?: string }) => expect(error.code).toBeTruthy())
        serviceIds.push(serviceId)
        return serviceId
      }
      await add()
      await add([first])
      const expired = await add([benefit, second])
      await provider.dataSource.query(
        `update content_platforms.package_subscription set expires_on = current_date - 3 where service_id = $1`,
        [expired],
      )
    }
  }
  const suspend = (serviceId: number, kind: 'debt' | 'request') =>
    provider.inTransaction((tx) => suspendService(tx, { serviceId, kind, actor: ACTOR }))
  for (const [index, kind] of [
    [0, 'debt'],
    [1, 'request'],
    [6, 'debt'],
    [6, 'request'],
    [12, 'request'],
  ] as const) {
    await suspend(serviceIds[index] ?? 0, kind)
  }
  await provider.dataSource.query(
    `update content_platforms.customer_service sv set status_id = st.id, canceled_at = now()
     from content_platforms.service_status st where st.code = 'cancelado' and sv.id = any($1)`,
    [[serviceIds[7], serviceIds[14]]],
  )
})
afterAll(() => provider.drop())

/** What the single use case says: a code, or null and nothing is kept of it. */
const sayingOf = async (work: (tx: EntityManager) => Promise<unknown>): Promise<string | null> => {
  const undone = new Error('undone')
  try {
    await provider.inTransaction(async (tx) => {
      await work(tx)
      throw undone
    })
  } catch (error) {
    return error === undone ? null : ((error as { code?: string }).code ?? String(error))
  }
  return 'kept'
}

/** What the job says of every service, by its items; it is cancelled and changes nothing. */
const bulkSays = async (input: BulkInput): Promise<Map<number, string | null>> => {
  const rows: { number: string }[] = await provider.dataSource.query(
    'select number from content_platforms.customer_service where id = any($1)',
    [serviceIds],
  )
  const said = new Map<number, string | null>()
  for (const { number } of rows) {
    const { sample } = await provider.preview({ ...input, filter: { serviceNumbers: [number] } })
    for (const { serviceId, code } of sample) said.set(serviceId, code)
  }
  return said
}

describe('BR-102: a bulk job asks the same rules as the single action', () => {
  it('to link, for every package in every situation', async () => {
    const codes = new Set<string | null>()
    for (const packageId of packageIds) {
      const bulk = await bulkSays({ kind: 'link', packageId, consentChannel: 'site', filter: {} })
      for (const serviceId of serviceIds) {
        const single = await sayingOf((tx) =>
          linkPackage(tx, { serviceId, packageId, consentChannel: 'site', actor: ACTOR }, provider.domain),
        )
        expect([serviceId, packageId, bulk.get(serviceId)]).toEqual([serviceId, packageId, single])
        codes.add(single)
      }
    }
    expect([...codes].sort()).toEqual([
      'PACKAGE_ALREADY_LINKED',
      'PACKAGE_NOT_IN_LOCKED_PLAN',
      'PACKAGE_ONLY_IN_PLAN',
      'SERVICE_CANCELED',
      'SERVICE_SUSPENDED_FOR_DEBT',
      'SINGLE_PACKAGE_TAKEN',
      null,
    ])
  })

  it('to take off', async () => {
    const [packageId = 0] = packageIds
    const bulk = await bulkSays({ kind: 'unlink', packageId, reason: 'Teste', filter: {} })
    expect(bulk.size).toBeGreaterThan(2)
    for (const [serviceId, code] of bulk) {
      const link = (await provider.subscriptions()).find(
        (one) => one.serviceId === serviceId && one.packageId === packageId,
      )
      const single = await sayingOf((tx) => unlinkPackage(tx, { subscriptionId: link?.id ?? 0, actor: ACTOR }))
      expect([serviceId, code]).toEqual([serviceId, single])
    }
  })

  it('to suspend and to enable, for every kind of block', async () => {
    const codes = new Set<string | null>()
    for (const kind of ['debt', 'request', 'partial', 'administrative'] as const) {
      const suspends = await bulkSays({ kind: 'suspend', blockKind: kind, reason: 'Teste', filter: {} })
      const enables = await bulkSays({ kind: 'resume', blockKinds: [kind], reason: 'Teste', filter: {} })
      for (const serviceId of serviceIds) {
        const suspend = await sayingOf((tx) => suspendService(tx, { serviceId, kind, actor: ACTOR }))
        const enable = await sayingOf((tx) =>
          enableService(tx, { serviceId, kinds: [kind], reason: 'Teste', actor: ACTOR }),
        )
        expect([serviceId, kind, suspends.get(serviceId), enables.get(serviceId)]).toEqual([
          serviceId,
          kind,
          suspend,
          enable,
        ])
        codes.add(suspend).add(enable)
      }
    }
    expect([...codes].sort()).toEqual([
      'SERVICE_ALREADY_SUSPENDED',
      'SERVICE_CANCELED',
      'SERVICE_NOT_ACTIVE',
      'SERVICE_NOT_SUSPENDED',
      null,
    ])
  })

  it('and leaves the same rows and audit as the single action', async () => {
    const planId = await provider.plan()
    const [, packageId = 0] = packageIds
    const alone = await provider.service({ planId })
    const many = await provider.service({ planId })
    const numbers: { number: string }[] = await provider.dataSource.query(
      'select number from content_platforms.customer_service where id = $1',
      [many],
    )
    const filter = { serviceNumbers: numbers.map(({ number }) => number) }
    const both = async (single: (tx: EntityManager) => Promise<unknown>, input: BulkInput) => {
      await provider.inTransaction(single)
      await provider.start(input)
      await provider.run()
    }
    const linkOf = async (serviceId: number) =>
      (await provider.subscriptions()).find((one) => one.serviceId === serviceId)?.id ?? 0
    const link = () =>
      both(
        (tx) => linkPackage(tx, { serviceId: alone, packageId, consentChannel: 'site', actor: ACTOR }, provider.domain),
        {
          kind: 'link',
          packageId,
          consentChannel: 'site',
          filter,
        },
      )
    await link()
    await both((tx) => suspendService(tx, { serviceId: alone, kind: 'request', reason: 'Férias', actor: ACTOR }), {
      kind: 'suspend',
      blockKind: 'request',
      reason: 'Férias',
      filter,
    })
    await both((tx) => enableService(tx, { serviceId: alone, reason: 'Voltou', actor: ACTOR }), {
      kind: 'resume',
      reason: 'Voltou',
      filter,
    })
    const subscriptionId = await linkOf(alone)
    await both((tx) => unlinkPackage(tx, { subscriptionId, reason: 'Pediu', actor: ACTOR }), {
      kind: 'unlink',
      packageId,
      reason: 'Pediu',
      filter,
    })
    await link()

    const stateOf = async (serviceId: number) => {
      const [service] = await provider.dataSource.query(
        `select sv.status_id, sv.version, s.price_cents, s.expires_on::text, s.consent_by, s.consent_channel, s.removed_at,
           s.version as link_version, s.recorded_state,
           (select json_agg(json_build_array(b.kind, b.origin, b.reason, b.closed_at is not null))
            from content_platforms.service_block b where b.service_id = sv.id) as blocks
         from content_platforms.customer_service sv
         join content_platforms.package_subscription s on s.service_id = sv.id where sv.id = $1`,
        [serviceId],
      )
      return service
    }
    expect(await stateOf(many)).toEqual(await stateOf(alone))
    expect(await provider.told(await linkOf(many))).toEqual(await provider.told(await linkOf(alone)))

    const auditOf = async (serviceId: number) => {
      const rows: { action: string; before: object | null; after: Record<string, unknown> | null }[] =
        await provider.dataSource.query(
          `select actor, action, reason, before, after from content_platforms.audit_entry
           where action <> 'service.added' and ((resource = 'customer_service' and record_id = $1)
             or (resource = 'package_subscription' and record_id = $2)) order by id`,
          [String(serviceId), String(await linkOf(serviceId))],
        )
      const timeless = (value: unknown) =>
        JSON.parse(
          JSON.stringify(value, (key, inner) =>
            key === 'serviceId' || key === 'bulkJobId' ? undefined : key === 'removedAt' ? inner !== null : inner,
          ) ?? 'null',
        )
      return rows.map((row) => timeless(row))
    }
    expect(await auditOf(many)).toEqual(await auditOf(alone))
  })
})
