import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { activateService } from '../../../src/domain/services/activate-service.js'
import { changeStatus } from '../../../src/domain/services/change-status.js'
import { enableService } from '../../../src/domain/services/enable-service.js'
import {
  removeServiceStatus,
  type ServiceStatusInput,
  saveServiceStatus,
} from '../../../src/domain/services/save-service-status.js'
import { suspendService } from '../../../src/domain/services/suspend-service.js'
import type { BlockKind } from '../../../src/entities/service-block.js'
import { ServiceStatus } from '../../../src/entities/service-status.js'
import { ACTOR, createProvider, type Provider } from '../../support/provider.js'
import { fireTwenty } from './fire-twenty.js'

let provider: Provider
let linked: Awaited<ReturnType<Provider['linked']>>
beforeAll(async () => {
  provider = await createProvider()
})
beforeEach(async () => {
  linked = await provider.linked()
})
afterAll(() => provider.drop())

const save = (values: Partial<ServiceStatusInput>, id?: number) =>
  provider.inTransaction((tx) => saveServiceStatus(tx, { ...(id === undefined ? {} : { id }), values, actor: ACTOR }))
const remove = (id: number) => provider.inTransaction((tx) => removeServiceStatus(tx, { id, actor: ACTOR }))
const shipped = (code: string) =>
  provider.dataSource.getRepository<ServiceStatus>(ServiceStatus).findOneByOrFail({ code })
const suspend = (kind: BlockKind) =>
  provider.inTransaction((tx) => suspendService(tx, { serviceId: linked.serviceId, kind, actor: ACTOR }))
const enable = () =>
  provider.inTransaction((tx) => enableService(tx, { serviceId: linked.serviceId, reason: 'pago', actor: ACTOR }))
const shown = async () => {
  const [row] = await provider.dataSource.query(
    `select st.code from content_platforms.customer_service sv
     join content_platforms.service_status st on st.id = sv.status_id where sv.id = $1`,
    [linked.serviceId],
  )
  return row.code
}
const own = (code: string, blockKind: BlockKind) =>
  save({ code, label: 'Bloqueado', contentEffect: 'block', blockKind, billable: false })

describe("a provider's own statuses", () => {
  it('one that blocks is shown for its kind from the next block on; without it, the shipped one is again', async () => {
    const { id } = await own('bloqueio_financeiro', 'debt')
    await suspend('debt')
    expect(await shown()).toBe('bloqueio_financeiro')
    await expect(remove(id)).rejects.toMatchObject({ code: 'STATUS_IN_USE' })
    await enable()
    await remove(id)
    await suspend('debt')
    expect(await shown()).toBe('suspenso_debito')
  })

  it('the strongest block decides, whoever made its status', async () => {
    const { id } = await own('meia_velocidade', 'partial')
    await suspend('partial')
    expect(await shown()).toBe('meia_velocidade')
    await suspend('request')
    expect(await shown()).toBe('suspenso_pedido_cliente')
    await enable()
    await remove(id)
  })
})

describe('another status that means the same', () => {
  const change = (statusId: number, serviceId = linked.serviceId) =>
    provider.inTransaction((tx) => changeStatus(tx, { serviceId, statusId, actor: ACTOR }))

  it('is shown instead, and changes nothing for the content; one of another meaning is refused', async () => {
    const { id } = await save({ code: 'em_teste', label: 'Em teste', contentEffect: 'provision', billable: false })
    expect(await fireTwenty(() => change(id))).toEqual({ done: 1, refused: ['NOTHING_CHANGED'] })
    expect(await shown()).toBe('em_teste')
    expect(await provider.told(linked.subscriptionId)).toEqual(['created'])
    const { id: canceled } = await shipped('cancelado')
    for (const [statusId, code] of [
      [canceled, 'invalidChoice'],
      [999_999, 'invalidReference'],
    ] as const) {
      await expect(change(statusId)).rejects.toMatchObject({ data: { issues: [{ path: 'statusId', code }] } })
    }
    expect((await provider.audit('service.status_changed')).at(-1)).toMatchObject({
      before: { status: 'servico_habilitado' },
      after: { status: 'em_teste' },
    })
  })

  it("a service that waits under the provider's own status is activated like any other, once", async () => {
    const { id } = await save({
      code: 'aguardando_vistoria',
      label: 'Vistoria',
      contentEffect: 'waiting',
      billable: false,
    })
    const serviceId = await provider.service({ activate: false })
    const subscriptionId = await provider.link(serviceId, linked.packageId)
    await change(id, serviceId)
    expect(await provider.told(subscriptionId)).toEqual([])
    const activate = () => provider.inTransaction((tx) => activateService(tx, { serviceId, actor: ACTOR }))
    expect(await fireTwenty(activate)).toEqual({ done: 1, refused: ['SERVICE_ALREADY_ACTIVE'] })
    expect(await provider.told(subscriptionId)).toEqual(['created'])
  })
})

describe('shipped statuses', () => {
  it('can not be deleted', async () => {
    const { id } = await shipped('suspenso_parcialmente')
    await expect(remove(id)).rejects.toMatchObject({ code: 'SYSTEM_RECORD' })
  })

  it.each([
    ['servico_habilitado', 'remove'],
    ['cancelado', 'provision'],
  ] as const)('%s keeps its effect, since all services begin or end by it', async (code, contentEffect) => {
    const { id, label } = await shipped(code)
    await expect(save({ contentEffect }, id)).rejects.toMatchObject({
      data: { issues: [{ path: 'contentEffect', code: 'shippedEffect' }] },
    })
    await save({ label: `${label}.` }, id)
    await save({ label }, id)
  })

  it('none comes to end services while one shows it', async () => {
    await suspend('request')
    const { id } = await shipped('suspenso_pedido_cliente')
    await expect(save({ contentEffect: 'remove' }, id)).rejects.toMatchObject({
      data: { issues: [{ path: 'contentEffect', code: 'endsServices' }] },
    })
    expect(await provider.told(linked.subscriptionId)).toEqual(['created', 'suspended'])
    await enable()
  })

  it('others change theirs, and what they are shown for still finds them', async () => {
    const { id } = await shipped('suspenso_debito')
    await save({ contentEffect: 'provision' }, id)
    await suspend('debt')
    expect(await shown()).toBe('suspenso_debito')
    expect((await provider.subscription(linked.subscriptionId)).state).toBe('suspended')
    await enable()
    expect(await shown()).toBe('servico_habilitado')
    await save({ contentEffect: 'block', blockKind: 'debt' }, id)
  })
})

describe('what has expired', () => {
  const expire = () =>
    provider.dataSource.query(
      `update content_platforms.package_subscription set expires_on = '2020-01-01' where id = $1`,
      [linked.subscriptionId],
    )

  it('BR-24, BR-25: is linked again under the same id', async () => {
    await expire()
    expect(await provider.link(linked.serviceId, linked.packageId)).toBe(linked.subscriptionId)
    const [row] = await provider.dataSource.query(
      'select expires_on from content_platforms.package_subscription where id = $1',
      [linked.subscriptionId],
    )
    expect(row.expires_on).toBeNull()
  })

  it('BR-12: does not keep another package of a single-package platform out', async () => {
    const { productId } = await provider.integration({ singlePackage: true })
    const [first, second] = [await provider.package({ productId }), await provider.package({ productId })]
    const id = await provider.link(linked.serviceId, first)
    await expect(provider.link(linked.serviceId, second)).rejects.toMatchObject({ code: 'SINGLE_PACKAGE_TAKEN' })
    await provider.dataSource.query(
      `update content_platforms.package_subscription set expires_on = '2020-01-01' where id = $1`,
      [id],
    )
    await provider.link(linked.serviceId, second)
  })
})
