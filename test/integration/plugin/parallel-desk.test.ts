import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '../../support/resource-server.js'
import { type Desk, type Form, openDesk, said } from '../screens-desk/desk.js'

const ROUNDS = 10
const AT_ONCE = 20

let desk: Desk
beforeEach(async () => {
  desk = await openDesk({ jobs: false })
  await desk.content.start()
})
afterEach(() => desk.close())

/** The same numbers in each run, so that a failure can be looked at again. */
const createPick = (seed: number) => {
  let state = seed
  return <T>(items: readonly [T, ...T[]]): T => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return items[(state >> 8) % items.length] ?? items[0]
  }
}

interface Body {
  type: string
  data: { account: { id: number }; subscription: { id: number } }
}

/** State of each user's subscriptions at the platform, as the webhooks told it in the order of their arrival. */
const toldStates = (): string[] => {
  const states = new Map<string, string>()
  for (const { body } of desk.platform.requests) {
    const { type, data } = JSON.parse(body) as Body
    const id = `${data.account.id}/${data.subscription.id}`
    if (type.endsWith('removed')) states.delete(id)
    else states.set(id, type.endsWith('suspended') ? 'suspended' : 'active')
  }
  return [...states.values()].sort()
}

/** What the facts ask for, in words of their own: nothing of what was recorded is read but whether it was ever created. */
const wantedStates = async (): Promise<string[]> => {
  const rows = await desk.rows<{ state: string }>(
    `select case when exists (select from content_platforms.service_block b
         where b.service_id = sv.id and b.closed_at is null
           and (b.kind <> 'debt' or coalesce(sv.trust_unlock_until <= now(), true)))
       then 'suspended' else 'active' end as state
     from content_platforms.package_subscription s
     join content_platforms.customer_service sv on sv.id = s.service_id
     where s.removed_at is null and sv.canceled_at is null and s.recorded_state <> 'waiting' order by 1`,
  )
  return rows.map(({ state }) => state)
}

/** Once all is delivered, the platform has what the facts ask for, and nothing is left to be found. */
const agree = async () => {
  await vi.waitFor(
    async () => {
      const sql = `select count(*)::int as n from content_platforms.webhook_event where state = 'pending'`
      expect(await desk.rows(sql)).toEqual([{ n: 0 }])
    },
    { timeout: 15_000, interval: 50 },
  )
  expect(toldStates()).toEqual(await wantedStates())
  expect(await desk.content.recomputeAll()).toMatchObject({ drifted: 0 })
}

it.each([1, 2])(
  'BR-30: whatever is pressed at once, the platform ends up as the facts say (%s)',
  async (seed) => {
    const pick = createPick(seed * 99_991)
    const packages = [await desk.addPackage(), await desk.addPackage()] as const
    const plans = [await desk.addPlan(), await desk.addPlan({ packages: [[packages[0], true]] })] as const
    const customers = [await desk.addCustomer(), await desk.addCustomer({ name: 'Nilo Peçanha' })] as const
    const addTo = (customerId: number) => desk.addService({ customerId: String(customerId), planId: String(plans[0]) })
    const services: [number, ...number[]] = [await addTo(customers[0])]
    for (const customerId of [...customers, ...customers]) services.push(await addTo(customerId))
    for (const id of services) {
      const form = { packageId: String(packages[0]), consentChannel: 'telefone' }
      await desk.run(`/CustomerService/records/${id}/linkPackage`, form)
    }

    const act = (name: string, form: Form = {}) => desk.run(`/CustomerService/records/${pick(services)}/${name}`, form)
    const migrate = async (): Promise<Answer> => {
      const [id, planId] = [pick(services), pick(plans)]
      const { data } = await desk.get(`/CustomerService/records/${id}/showMigration?planId=${planId}`)
      const form = { planId: String(planId), activate: 'true', consentChannel: 'telefone' }
      const expected = String(data?.fingerprint)
      const answer = await desk.run(`/CustomerService/records/${id}/migrate`, { ...form, expected })
      if (answer.data?.id) services.push(Number(answer.data.id))
      return answer
    }
    const unlink = async (): Promise<Answer> => {
      const serviceId = pick(services)
      const [row] = await desk.rows<{ id: number }>(
        'select id from content_platforms.package_subscription where service_id = $1 order by removed_at nulls first',
        [serviceId],
      )
      return desk.run(`/CustomerService/records/${serviceId}/unlinkPackage`, { subscriptionId: String(row?.id) })
    }
    const holder = () => ({ customerId: String(pick(customers)), reason: 'Venda', consentChannel: 'telefone' })
    const presses: [() => Promise<Answer>, ...(() => Promise<Answer>)[]] = [
      () => act('linkPackage', { packageId: String(pick(packages)), consentChannel: 'telefone' }),
      () => act('linkPackage', { packageId: String(pick(packages)), consentChannel: 'telefone' }),
      unlink,
      () => act('suspend', { kind: pick(['debt', 'request']) }),
      () => act('enable', { reason: 'Pagou' }),
      () => act('trustUnlock'),
      () => act('changeHolder', { ...holder(), closeDebt: 'true' }),
      migrate,
      () => desk.run(`/Customer/records/${pick(customers)}/edit`, { name: pick(['Íris', 'Ana', 'Rui']) }),
      () => desk.run(`/Integration/records/${desk.integrationId}/${pick(['deactivate', 'reactivate'])}`),
    ]
    const answers: Answer[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      answers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => pick(presses)()))))
    }
    await desk.run(`/Integration/records/${desk.integrationId}/reactivate`)

    await agree()
    const enable = (id: number) => desk.run(`/CustomerService/records/${id}/enable`, { reason: 'Pagou' })
    answers.push(...(await Promise.all([...services, ...services, ...services].map(enable))))
    await agree()

    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(said(answer)).toMatch(/^(success: |error: errors\.(?!UNEXPECTED))/)
    }
    const sql = 'select deadlocks::int from pg_stat_database where datname = current_database()'
    expect(await desk.rows(sql)).toEqual([{ deadlocks: 0 }])
  },
  60_000,
)
