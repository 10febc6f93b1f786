import type { AnonymizationData } from '../components/privacy/anonymization-data.js'
import { requestAnonymization, withdrawAnonymization } from '../domain/customers/anonymization.js'
import { loadRecord } from '../domain/load-record.js'
import { Customer } from '../entities/customer.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord, recordAction } from '../panel/record-action.js'
import { readReason } from './read-text.js'

const SERVICES = `
  select sv.id, sv.number, pl.name as plan, st.label as status from content_platforms.customer_service sv
  join content_platforms.service_status st on st.id = sv.status_id
  join content_platforms.plan pl on pl.id = sv.plan_id
  where sv.customer_id = $1 and st.content_effect <> 'remove' order by sv.id`

const PLATFORMS = `
  select a.id, i.description as integration, i.active, coalesce(l.parked_at is not null, false) as parked,
    coalesce(l.last_sequence - l.head_sequence + 1, 0) as waiting
  from content_platforms.platform_account a
  join content_platforms.integration i on i.id = a.integration_id
  left join content_platforms.delivery_lane l on l.account_id = a.id
  where a.customer_id = $1 order by i.description, a.id`

/** What stands before *Anonimizar*: services that are not cancelled, and what platforms still have to learn. */
export const showAnonymization = ({ dataSource, anonymizeAfterStuckDays }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  handler: readRecord(dataSource, async (customerId, _query, { tx }): Promise<AnonymizationData> => {
    const { code, anonymizationRequestedAt, anonymizedAt } = await loadRecord(tx, Customer, customerId)
    const services: AnonymizationData['services'] = await tx.query(SERVICES, [customerId])
    const platforms: AnonymizationData['platforms'] = await tx.query(PLATFORMS, [customerId])
    const stuckDays = anonymizeAfterStuckDays
    return { code, requestedAt: anonymizationRequestedAt, anonymizedAt, services, platforms, stuckDays }
  }),
})

/** *Anonimizar* (BR-76): with a reason and the customer's code typed in, since it can't be undone. */
export const anonymizeAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'UserX',
  variant: 'danger' as const,
  component: 'CpAnonymize',
  handler: recordAction(dataSource, async (customerId, payload, { tx, actor }) => {
    const reason = readReason(payload)
    const { code } = await loadRecord(tx, Customer, customerId)
    if (String(payload.confirmation ?? '').trim() !== code) {
      throw new DomainError('INVALID_INPUT', { issues: [{ path: 'confirmation', code: 'codeNotConfirmed' }] })
    }
    const { forgotten } = await requestAnonymization(tx, { customerId, reason, actor })
    return { message: forgotten ? 'customerAnonymized' : 'anonymizationRequested' }
  }),
})

/** Takes the request back, as long as nothing was forgotten. */
export const withdrawAnonymizationAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (customerId, payload, { tx, actor }) => {
    await withdrawAnonymization(tx, { customerId, reason: readReason(payload), actor })
    return { message: 'anonymizationWithdrawn' }
  }),
})
