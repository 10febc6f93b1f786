import type { EntityManager } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { savePackage } from '../../../src/domain/catalogue/save-package.js'
import { savePlan } from '../../../src/domain/catalogue/save-plan.js'
import { requestAnonymization, withdrawAnonymization } from '../../../src/domain/customers/anonymization.js'
import { readPersonalData } from '../../../src/domain/customers/read-personal-data.js'
import { saveCustomer } from '../../../src/domain/customers/save-customer.js'
import { closeBreaker } from '../../../src/domain/integrations/close-breaker.js'
import { openBreaker } from '../../../src/domain/integrations/open-breaker.js'
import { pauseIntegration } from '../../../src/domain/integrations/pause-integration.js'
import { removeIntegration } from '../../../src/domain/integrations/remove-integration.js'
import { saveIntegration } from '../../../src/domain/integrations/save-integration.js'
import {
  endPreviousSecret,
  readStandingSecrets,
  rotateSigningSecret,
} from '../../../src/domain/integrations/signing-secrets.js'
import { syncProducts } from '../../../src/domain/integrations/sync-products.js'
import { migratePlan } from '../../../src/domain/migration/migrate-plan.js'
import { linkPackage } from '../../../src/domain/packages/link-package.js'
import { unlinkPackage } from '../../../src/domain/packages/unlink-package.js'
import { removeRecord } from '../../../src/domain/remove-record.js'
import { activateService } from '../../../src/domain/services/activate-service.js'
import { cancelService } from '../../../src/domain/services/cancel-service.js'
import { changeHolder } from '../../../src/domain/services/change-holder.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import { protectFromSuspension } from '../../../src/domain/services/protect-from-suspension.js'
import { saveService } from '../../../src/domain/services/save-service.js'
import { removeServiceStatus, saveServiceStatus } from '../../../src/domain/services/save-service-status.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import { trustUnlockService } from '../../../src/domain/services/trust-unlock-service.js'
import { Plan } from '../../../src/entities/plan.js'
import { ptBR } from '../../../src/locale/pt-BR.js'
import { savePanelUser } from '../../../src/panel/save-panel-user.js'
import { redeliverEvent } from '../../../src/webhooks/redeliver-event.js'
import { skipEvent } from '../../../src/webhooks/skip-event.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'

const SOMEBODY = { id: 'bia@provedor.example', role: 'administrator' } as const
const actor = SOMEBODY

interface Entry {
  actor: string
  action: string
  resource: string
  reason: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

let provider: Provider
let made: Awaited<ReturnType<Provider['linked']>>
/** What a case needs, made before it runs. */
let ready: Record<string, number>
beforeAll(async () => {
  provider = await createProvider()
  made = await provider.linked()
  const loose = await provider.integration()
  const other = await provider.package({ productId: made.productId })
  const waiting = await provider.service({ activate: false })
  const suspended = await provider.service()
  const indebted = await provider.service()
  const canceled = await provider.service()
  await provider.inTransaction(async (tx) => {
    await suspendService(tx, { serviceId: suspended, kind: 'request', actor: ACTOR })
    await suspendService(tx, { serviceId: indebted, kind: 'debt', actor: ACTOR })
    await cancelService(tx, { serviceId: canceled, reason: 'x', actor: ACTOR })
  })
  ready = {
    ...{ loose: loose.id, other, waiting, suspended, indebted },
    plan: await provider.plan(),
    unused: await provider.plan(),
    moving: await provider.service(),
    given: await provider.service(),
    ending: await provider.service(),
    guarded: await provider.service(),
    customer: await provider.customer(),
    leaver: await provider.customer({ name: 'Quem sai' }),
    stayer: await provider.customer({ name: 'Quem fica' }),
  }
})
afterAll(() => provider.drop())

const need = (name: string): number => {
  const id = ready[name]
  if (id === undefined) throw new Error(`nothing made for ${name}`)
  return id
}

const headEvent = async (tx: EntityManager): Promise<string> => {
  const [event]: { id: string }[] = await tx.query(
    `select e.id from content_platforms.webhook_event e join content_platforms.delivery_lane l
     on l.id = e.lane_id and l.head_sequence = e.sequence where e.state = 'pending' order by e.id limit 1`,
  )
  await tx.query(
    `update content_platforms.delivery_lane set parked_at = now(), parked_reason = 'exhausted', attempts = 3
     where id = (select lane_id from content_platforms.webhook_event where id = $1)`,
    [event?.id],
  )
  return event?.id ?? ''
}

interface Case {
  run(tx: EntityManager): Promise<unknown>
  action: string
  reason?: string
  /** Parts of what was before and is after; null where there is none. */
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

const given = () => provider.domain
const any = expect.anything()

/** Every use case that changes something, with what its entry says. */
const CASES: Record<string, Case> = {
  'saveCustomer (new)': {
    run: (tx) =>
      saveCustomer(tx, { values: { name: 'Nova', personType: 'pj', document: '12ABC34501DE35', code: 'N-1' }, actor }),
    action: 'customer.created',
    before: null,
    after: { code: 'N-1', personType: 'pj', fields: ['name', 'document'] },
  },
  'saveCustomer (changed)': {
    run: (tx) =>
      saveCustomer(tx, { id: need('customer'), values: { email: 'nova@dominio.example', code: 'N-2' }, actor }),
    action: 'customer.changed',
    before: { code: any, personType: 'pf' },
    after: { code: 'N-2', personType: 'pf', fields: ['email'] },
  },
  readPersonalData: {
    run: (tx) => readPersonalData(tx, { customerId: need('customer'), purpose: 'page', actor }),
    action: 'customer.personal_data_read',
    before: null,
    after: { fields: any, purpose: 'page' },
  },
  saveIntegration: {
    run: (tx) =>
      saveIntegration(
        tx,
        {
          id: made.integrationId,
          values: {
            sendSuspendResume: false,
            parameters: [{ key: 'token', value: 'muito-secreto', secret: true, location: 'header' }],
          },
          actor,
        },
        given(),
      ),
    action: 'integration.changed',
    before: { sendSuspendResume: true, parameters: [] },
    after: { sendSuspendResume: false, parameters: [{ key: 'token', location: 'header', secret: true }] },
  },
  rotateSigningSecret: {
    run: (tx) => rotateSigningSecret(tx, { integrationId: made.integrationId, actor }, given()),
    action: 'integration.secret_rotated',
    before: { signingSecretSince: any },
    after: { signingSecretSince: any, previousSecretUntil: any },
  },
  'rotateSigningSecret (replacing a lost one)': {
    run: async (tx) => {
      const { currentId } = await readStandingSecrets(tx, made.integrationId)
      return rotateSigningSecret(tx, { integrationId: made.integrationId, replaces: String(currentId), actor }, given())
    },
    action: 'integration.secret_replaced',
    before: { signingSecretSince: any, previousSecretUntil: any },
    after: { signingSecretSince: any, previousSecretUntil: any },
  },
  endPreviousSecret: {
    run: (tx) => endPreviousSecret(tx, { integrationId: made.integrationId, actor }),
    action: 'integration.secret_ended',
    before: { previousSecretUntil: any },
    after: { signingSecretSince: any },
  },
  syncProducts: {
    run: (tx) =>
      syncProducts(tx, {
        integrationId: need('loose'),
        listed: [{ externalId: 'generico', code: 'G2', name: 'Outro nome', generic: true }],
        actor,
      }),
    action: 'product.changed',
    before: { name: 'Plataforma', code: 'GENERICO', active: true },
    after: { name: 'Outro nome', code: 'G2', active: true },
  },
  removeIntegration: {
    run: (tx) => removeIntegration(tx, { id: need('loose'), actor }),
    action: 'integration.deleted',
    before: { description: any, url: any, active: true },
    after: null,
  },
  savePackage: {
    run: (tx) =>
      savePackage(tx, {
        id: made.packageId,
        values: {
          priceCents: 3100,
          suspendOnDebt: false,
          components: [{ description: 'TV', revenueType: 'SVA', amountCents: 3100, documentModel: 'NFSe' } as never],
        },
        actor,
      }),
    action: 'package.changed',
    before: { priceCents: 2990, suspendOnDebt: true, components: [], name: any, productId: any },
    after: { priceCents: 3100, suspendOnDebt: false, components: [{ description: 'TV', amountCents: 3100 }] },
  },
  savePlan: {
    run: (tx) =>
      savePlan(tx, {
        id: need('plan'),
        values: {
          lockPackages: true,
          packages: [{ packageId: made.packageId, mandatory: true, priceOverrideCents: 100 }],
        },
        actor,
      }),
    action: 'plan.changed',
    before: { lockPackages: false, packages: [], name: any },
    after: { lockPackages: true, packages: [{ packageId: any, mandatory: true, priceOverrideCents: 100 }] },
  },
  removeRecord: {
    run: (tx) => removeRecord(tx, { entity: Plan, table: 'plan', id: need('unused'), actor }),
    action: 'plan.deleted',
    before: { name: any, priceCents: 9990 },
    after: null,
  },
  saveServiceStatus: {
    run: async (tx) => {
      const { id } = await saveServiceStatus(tx, {
        values: { code: 'viagem', label: 'Em viagem', contentEffect: 'block', blockKind: 'request', billable: true },
        actor: ACTOR,
      })
      ready.status = id
      await saveServiceStatus(tx, { id, values: { billable: false }, actor })
    },
    action: 'service_status.changed',
    before: { label: 'Em viagem', billable: true },
    after: { label: 'Em viagem', billable: false },
  },
  removeServiceStatus: {
    run: (tx) => removeServiceStatus(tx, { id: need('status'), actor }),
    action: 'service_status.deleted',
    before: { code: 'viagem' },
    after: null,
  },
  saveService: {
    run: (tx) => saveService(tx, { id: made.serviceId, values: { dueDay: 20 }, actor }, given()),
    action: 'service.changed',
    before: { dueDay: 10, number: any, priceCents: 9990 },
    after: { dueDay: 20, number: any, priceCents: 9990 },
  },
  activateService: {
    run: (tx) => activateService(tx, { serviceId: need('waiting'), actor }),
    action: 'service.activated',
    before: { status: 'aguardando_instalacao', activatedAt: null },
    after: { status: 'servico_habilitado', activatedAt: any },
  },
  suspendService: {
    run: (tx) => suspendService(tx, { serviceId: made.serviceId, kind: 'debt', reason: 'Fatura 3', actor }),
    action: 'service.suspended',
    reason: 'Fatura 3',
    before: { status: 'servico_habilitado' },
    after: { status: 'suspenso_debito', block: 'debt' },
  },
  enableService: {
    run: (tx) => enableService(tx, { serviceId: need('suspended'), reason: 'Voltou', actor }),
    action: 'service.enabled',
    reason: 'Voltou',
    before: { status: 'suspenso_pedido_cliente' },
    after: { status: 'servico_habilitado', closedBlocks: ['request'] },
  },
  trustUnlockService: {
    run: (tx) =>
      trustUnlockService(tx, { serviceId: need('indebted'), days: 2, reason: 'Paga amanhã', actor }, given()),
    action: 'service.trust_unlocked',
    reason: 'Paga amanhã',
    before: { status: 'suspenso_debito' },
    after: { days: 2 },
  },
  protectFromSuspension: {
    run: (tx) =>
      protectFromSuspension(tx, { serviceId: need('guarded'), until: '2099-01-01', reason: 'Acordo', actor }, given()),
    action: 'service.protected',
    reason: 'Acordo',
    before: { doNotSuspendUntil: null },
    after: { doNotSuspendUntil: '2099-01-01' },
  },
  linkPackage: {
    run: (tx) =>
      linkPackage(tx, { serviceId: need('ending'), packageId: need('other'), consentChannel: 'site', actor }, given()),
    action: 'subscription.linked',
    before: null,
    after: { packageId: any, serviceId: any, priceCents: 2990, consentChannel: 'site', removedAt: null },
  },
  unlinkPackage: {
    run: (tx) => unlinkPackage(tx, { subscriptionId: made.subscriptionId, reason: 'Não usa', actor }),
    action: 'subscription.unlinked',
    reason: 'Não usa',
    before: { removedAt: null },
    after: { removedAt: any },
  },
  redeliverEvent: {
    run: async (tx) => redeliverEvent(tx, { eventId: await headEvent(tx), actor }),
    action: 'redeliver',
    before: any as unknown as Record<string, unknown>,
    after: any as unknown as Record<string, unknown>,
  },
  skipEvent: {
    run: async (tx) => skipEvent(tx, { eventId: await headEvent(tx), reason: 'Feito à mão', actor }),
    action: 'skip',
    reason: 'Feito à mão',
    before: { state: 'pending' },
    after: { state: 'skipped' },
  },
  migratePlan: {
    run: (tx) =>
      migratePlan(
        tx,
        { serviceId: need('moving'), planId: need('plan'), consentChannel: 'site', reason: 'Pediu mais', actor },
        given(),
      ),
    action: 'service.migrated',
    reason: 'Pediu mais',
    before: { planId: any, status: 'servico_habilitado' },
    after: { planId: any, gained: any },
  },
  changeHolder: {
    run: (tx) =>
      changeHolder(
        tx,
        {
          serviceId: need('given'),
          customerId: need('customer'),
          reason: 'Mudou de dono',
          consentChannel: 'site',
          actor,
        },
        given(),
      ),
    action: 'service.holder_changed',
    reason: 'Mudou de dono',
    before: { customerId: any },
    after: { customerId: any },
  },
  cancelService: {
    run: (tx) => cancelService(tx, { serviceId: need('ending'), reason: 'Mudou-se', actor }),
    action: 'service.canceled',
    reason: 'Mudou-se',
    before: { status: 'servico_habilitado' },
    after: { status: 'cancelado' },
  },
  requestAnonymization: {
    run: (tx) => requestAnonymization(tx, { customerId: need('leaver'), reason: 'Pedido', actor }),
    action: 'customer.anonymized',
    before: { anonymized: false },
    after: { anonymized: true },
  },
  withdrawAnonymization: {
    run: async (tx) => {
      await tx.query('update content_platforms.customer set anonymization_requested_at = now() where id = $1', [
        need('stayer'),
      ])
      await withdrawAnonymization(tx, { customerId: need('stayer'), reason: 'Engano', actor })
    },
    action: 'customer.anonymization_withdrawn',
    reason: 'Engano',
    before: { anonymizationRequestedAt: any },
    after: { anonymizationRequestedAt: null },
  },
  savePanelUser: {
    run: async (tx) => {
      const values = {
        name: 'Caio',
        email: 'caio@provedor.example',
        role: 'attendant',
        password: 'dez-letras!',
      } as const
      const { id } = await savePanelUser(tx, { values, actor: ACTOR })
      await savePanelUser(tx, { id, values: { role: 'auditor', password: 'outras-dez!' }, actor })
    },
    action: 'panel_user.changed',
    before: { name: 'Caio', role: 'attendant', active: true },
    after: { name: 'Caio', role: 'auditor', active: true, passwordChanged: true },
  },
  openBreaker: {
    run: (tx) => openBreaker(tx, { integrationId: made.integrationId, reason: 'Manutenção deles', actor }),
    action: 'integration.breaker_opened',
    reason: 'Manutenção deles',
    before: { breaker: 'closed', forcedBy: null },
    after: { breaker: 'open', forcedBy: SOMEBODY.id },
  },
  closeBreaker: {
    run: (tx) => closeBreaker(tx, { integrationId: made.integrationId, reason: 'Voltaram', actor }),
    action: 'integration.breaker_closed',
    reason: 'Voltaram',
    before: { breaker: 'open', forcedBy: SOMEBODY.id },
    after: { breaker: 'closed', forcedBy: null },
  },
  pauseIntegration: {
    run: (tx) => pauseIntegration(tx, { integrationId: made.integrationId, reason: 'HTTP 410', actor }),
    action: 'integration.paused',
    reason: 'HTTP 410',
    before: { active: true },
    after: { active: false },
  },
}

const written = (tx: Pick<EntityManager, 'query'>, since: string): Promise<Entry[]> =>
  tx.query(
    `select actor, action, resource, reason, before, after from content_platforms.audit_entry
     where id > $1::bigint and actor = $2 order by id`,
    [since, SOMEBODY.id],
  )
const newest = async (): Promise<string> => {
  const [row] = await provider.dataSource.query(
    'select coalesce(max(id), 0)::text as id from content_platforms.audit_entry',
  )
  return row.id
}
const undone = new Error('undone')

describe('BR-106: every change records actor, reason, before and after', () => {
  it.each(Object.entries(CASES))(
    '%s, in the transaction of the change and rolled back with it',
    async (_name, item) => {
      const since = await newest()
      const before = { ...ready }
      await provider
        .inTransaction(async (tx) => {
          await item.run(tx)
          expect((await written(tx, since)).map(({ action }) => action)).toContain(item.action)
          throw undone
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error
        })
      expect(await written(provider.dataSource, since)).toEqual([])

      ready = before
      await provider.inTransaction((tx) => item.run(tx))
      const entry = (await written(provider.dataSource, since)).find(({ action }) => action === item.action)
      expect(entry).toBeDefined()
      expect(entry?.reason).toBe(item.reason ?? null)
      if (item.before) expect(entry?.before).toMatchObject(item.before)
      else expect(entry?.before).toBeNull()
      if (item.after) expect(entry?.after).toMatchObject(item.after)
      else expect(entry?.after).toBeNull()
    },
  )

  it('names no secret, document, e-mail or phone of anybody but those who work here', async () => {
    const [row] = await provider.dataSource.query(
      `select string_agg(concat_ws(' ', reason, before::text, after::text), ' ') as text from content_platforms.audit_entry
       where resource <> 'panel_user'`,
    )
    expect(row.text).not.toMatch(/muito-secreto|12ABC34501DE35|dominio\.example|whsec_/)
  })

  it('has words for each action and each kind of record', async () => {
    const rows: { action: string; resource: string }[] = await provider.dataSource.query(
      'select distinct action, resource from content_platforms.audit_entry',
    )
    const { action, resource } = ptBR.resources.AuditEntry.labels
    expect(rows.filter((row) => !action?.[row.action] || !resource?.[row.resource])).toEqual([])
  })
})
