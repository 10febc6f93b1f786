import type { EntityManager } from 'typeorm'
import type { Actor } from '../domain/actor.js'
import { recordAudit } from '../domain/record-audit.js'
import { wantsEvent } from '../domain/state/wanted-events.js'
import { DomainError } from '../errors.js'
import type { EventData } from '../events/catalogue.js'
import { createEventId } from '../webhooks/event-id.js'
import { lockLanes, recordEvents } from '../webhooks/outbox.js'

const TYPE = 'content.account.credentials_reset'

interface AccountRow {
  integrationId: number
  customerId: number
  platform: string
  active: boolean
  eventTypes: string[]
}

const loadAccount = async (tx: EntityManager, accountId: number): Promise<AccountRow> => {
  // The platform's switches are held still: what it is told must be what it wants.
  const [account]: AccountRow[] = await tx.query(
    `select a.integration_id as "integrationId", a.customer_id as "customerId", i.description as platform, i.active,
       i.event_types as "eventTypes"
     from content_platforms.platform_account a
     join content_platforms.integration i on i.id = a.integration_id
     where a.id = $1 for share of i`,
    [accountId],
  )
  if (!account) throw new DomainError('NOT_FOUND', { id: accountId })
  return account
}

/**
 * *Reenviar acesso*: has the platform send its user his access again. Refused with `EVENT_NOT_WANTED`,
 * `INTEGRATION_INACTIVE`, `ACCOUNT_WITHOUT_PACKAGE`, or `ACCESS_JUST_SENT` while an earlier one waits or is less than a
 * minute old, so that several presses send one.
 */
export const resetCredentials = async (
  tx: EntityManager,
  { accountId, actor }: { accountId: number; actor: Actor },
): Promise<void> => {
  const { integrationId, customerId, platform, active, eventTypes } = await loadAccount(tx, accountId)
  if (!wantsEvent({ eventTypes }, TYPE)) throw new DomainError('EVENT_NOT_WANTED', { platform })
  if (!active) throw new DomainError('INTEGRATION_INACTIVE', { platform })

  await lockLanes(tx, [{ accountId, integrationId }])
  // With the lane locked, so that of two presses at once the second sees the first, and the last package can't go.
  const [found]: { lives: boolean; justSent: boolean }[] = await tx.query(
    `select exists (select from content_platforms.package_subscription
               where recorded_account_id = $1 and recorded_state in ('active', 'suspended')) as lives,
       exists (select from content_platforms.webhook_event e
               join content_platforms.delivery_lane l on l.id = e.lane_id
               where l.account_id = $1 and e.type = $2
                 and (e.state = 'pending' or e.occurred_at > clock_timestamp() - interval '1 minute')) as "justSent"`,
    [accountId, TYPE],
  )
  if (!found?.lives) throw new DomainError('ACCOUNT_WITHOUT_PACKAGE', { platform })
  if (found.justSent) throw new DomainError('ACCESS_JUST_SENT', { platform })

  const data: EventData<typeof TYPE> = { accountId, customerId }
  await recordEvents(tx, [{ id: createEventId(), type: TYPE, integrationId, accountId, subscriptionId: null, data }])
  await recordAudit(tx, {
    actor,
    action: 'account.credentials_reset',
    resource: 'platform_account',
    recordId: accountId,
    after: { integrationId, customerId },
  })
}
