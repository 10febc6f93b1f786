import type { Database } from '../database/database.js'
import type { SecretBox } from '../secrets/secret-box.js'
import type { ClaimedEvent, DeliveryLogger, Preparation, PrepareRequests } from '../webhooks/delivery-contract.js'
import type { Gateway } from './gateway.js'
import { withKnownIds } from './known-ids.js'
import { loadEndpoints } from './load-endpoints.js'
import { loadSubjects } from './load-subjects.js'
import { prepareRequest } from './prepare-request.js'

interface PrepareParts {
  dataSource: Database
  secretBox: SecretBox
  gateways: ReadonlyMap<string, Gateway>
  logger: DeliveryLogger
}

/** Renders the requests of claimed events: two statements for all of them, a third where a subscription was migrated, bodies as of now. */
export const createPrepareRequests =
  (parts: PrepareParts): PrepareRequests =>
  async (events) => {
    const { dataSource, gateways } = parts
    const integrationIds = [...new Set(events.map((event) => event.integrationId))]
    const [endpoints, { byEvent: subjects, someMigrated }] = await Promise.all([
      loadEndpoints(dataSource, { integrationIds, ...parts }),
      loadSubjects(dataSource, events),
    ])
    const known = someMigrated ? await withKnownIds(dataSource, events) : events
    const byId = new Map(known.map((event) => [event.id, event]))
    const prepareOne = (event: ClaimedEvent): Preparation => {
      const endpoint = endpoints.get(event.integrationId)
      const gateway = endpoint && gateways.get(endpoint.gateway)
      const subject = subjects.get(event.id) ?? null
      if (!endpoint || !gateway) return { kind: 'unsendable', reason: 'endpoint' }
      return prepareRequest(event, { endpoint, subject, gateway, logger: parts.logger })
    }
    return {
      get: (eventId) => {
        const event = byId.get(eventId)
        return event && prepareOne(event)
      },
    }
  }
