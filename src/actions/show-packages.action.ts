import type { EntityManager } from 'typeorm'
import type { CandidateData } from '../components/services/service-data.js'
import { readToday } from '../domain/clock.js'
import type { DomainContext } from '../domain/context.js'
import { addDays } from '../domain/day.js'
import { loadLinkFacts, refuseLink } from '../domain/packages/link-rules.js'
import { DomainError } from '../errors.js'
import { can } from '../panel/can.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import { readDiscounts } from './read-discounts.js'
import { readServices } from './read-services.js'
import { readSubscriptions } from './read-subscriptions.js'

/** Every package with the rule that refuses it for this service, by the same function that the use case asks. */
const readCandidates = async (
  tx: EntityManager,
  { serviceId, today, policy }: { serviceId: number; today: string; policy: DomainContext },
): Promise<CandidateData[]> =>
  (await loadLinkFacts(tx, { serviceId, today })).map((facts) => ({
    packageId: facts.packageId,
    code: facts.code,
    name: facts.name,
    integration: facts.integration,
    priceCents: facts.priceCents,
    commercialMode: facts.commercialMode,
    defaultExpiresOn: facts.defaultTermDays ? addDays(today, facts.defaultTermDays) : null,
    refusal: refuseLink(facts, policy),
    blockedBy: facts.singlePackageTaken,
  }))

/** *⋯ › Pacotes*: the packages of a service, what can be added (BR-22), and why the others can't. */
export const showPackages = ({ dataSource, domain }: PanelContext) => ({
  actionType: 'record' as const,
  icon: 'Package',
  component: 'CpServicePackages',
  handler: readRecord(dataSource, async (serviceId, _query, { tx, actor }) => {
    const [service] = await readServices(tx, { serviceId })
    if (!service) throw new DomainError('NOT_FOUND', { id: serviceId })
    const today = await readToday(tx, domain.timeZone)
    const subscriptions = await readSubscriptions(tx, { serviceId, today })
    return {
      service,
      subscriptions,
      ...(await readDiscounts(tx, { subscriptionIds: subscriptions.map(({ id }) => id), today })),
      candidates: await readCandidates(tx, { serviceId, today, policy: domain }),
      mayLink: can(actor.role, 'CustomerService', 'linkPackage'),
      mayDiscount: can(actor.role, 'CustomerService', 'saveDiscount'),
      mayResend: actor.role === 'administrator',
      mayEditPlan: can(actor.role, 'Plan', 'edit'),
    }
  }),
})
