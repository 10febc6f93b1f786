import type { EntityManager } from 'typeorm'
import type { Touches } from '../domain/touches.js'
import type { DataProfile } from '../entities/integration.js'
import type { EventData } from '../events/catalogue.js'
import { profileFields } from '../events/profile-fields.js'
import { createEventId } from '../webhooks/event-id.js'
import type { EventDraft, LaneAddress } from '../webhooks/outbox.js'

/** A user on a platform whose customer was edited. */
export interface EditedAccount extends LaneAddress {
  customerId: number
  fields: ReadonlySet<string>
}

/** The users of edited customers, whether their platform must know or not; their customers are held still. */
export const lockEditedAccounts = async (tx: EntityManager, { customers }: Touches): Promise<EditedAccount[]> => {
  if (customers.size === 0) return []
  const ids = [...customers.keys()]
  // Waits for whoever is creating a user for the customer right now: his body may be made from what was before, so he
  // must be seen below. Whoever comes after us is made from what we wrote.
  await tx.query('select id from content_platforms.customer where id = any($1) order by id for update', [ids])
  const rows: { id: number; integrationId: number; customerId: number }[] = await tx.query(
    `select id, integration_id as "integrationId", customer_id as "customerId"
     from content_platforms.platform_account where customer_id = any($1)`,
    [ids],
  )
  return rows.map(({ id, integrationId, customerId }) => ({
    accountId: id,
    integrationId,
    customerId,
    fields: customers.get(customerId) ?? new Set(),
  }))
}

/**
 * BR-44: the events that tell platforms of edited customers: where a user lives, whose integration wants them and whose
 * data profile holds a changed field. To be called with the lanes of the accounts locked, so that a user who is being
 * created or removed is seen as he will be.
 */
export const draftAccountUpdates = async (
  tx: EntityManager,
  edited: readonly EditedAccount[],
): Promise<EventDraft[]> => {
  if (edited.length === 0) return []
  const rows: { id: number; dataProfile: DataProfile }[] = await tx.query(
    `select a.id, i.data_profile as "dataProfile"
     from content_platforms.platform_account a
     join content_platforms.integration i on i.id = a.integration_id
     where a.id = any($1) and 'content.account.updated' = any(i.event_types)
       and exists (select from content_platforms.package_subscription s
                   where s.recorded_account_id = a.id and s.recorded_state in ('active', 'suspended'))`,
    [edited.map(({ accountId }) => accountId)],
  )
  const profiles = new Map(rows.map(({ id, dataProfile }) => [id, dataProfile]))
  return edited.flatMap(({ accountId, integrationId, customerId, fields }) => {
    const profile = profiles.get(accountId)
    const known = profile ? profileFields(profile).filter((field) => fields.has(field)) : []
    if (known.length === 0) return []
    const data = { accountId, customerId, fields: known } as EventData<'content.account.updated'>
    return [
      { id: createEventId(), type: 'content.account.updated', integrationId, accountId, subscriptionId: null, data },
    ]
  })
}
