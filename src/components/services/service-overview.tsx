import { Button } from '@adminjs/design-system'
import { type ActionProps, ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { formatDateTime } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import type { EventData } from '../deliveries/delivery-data.js'
import { EventList } from '../deliveries/event-list.js'
import { useDeskWords } from '../desk-words.js'
import { PageState } from '../forms/page-state.js'
import { PackageLine } from './package-line.js'
import type { ServiceOverviewData } from './service-data.js'
import { ServiceNotes } from './service-notes.js'

const POLL_MS = 3000

type Data = ServiceOverviewData & { events: EventData[] }

const waits = ({ subscriptions }: Data): number | null =>
  subscriptions.some(({ standing }) => standing.startsWith('awaiting_')) ? POLL_MS : null

/** Below a service's fields: why it is suspended, its packages, and what its platforms were told. */
const ServiceOverview: React.FC<ActionProps> = ({ record, resource }) => {
  const { desk, value: labelOf, timeZone } = useDeskWords()
  const navigate = useNavigate()
  const recordId = String(record?.id ?? '')
  const target = { resourceId: resource.id, recordId, actionName: 'showOverview' }
  const { data, failure, reload } = useActionData<Data>(target, waits)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const { service, subscriptions, events, discounts, pricesToday, today } = data
  const shown = subscriptions.filter(({ standing }) => standing !== 'removed')
  const packagesUrl = new ViewHelpers().recordActionUrl({
    resourceId: resource.id,
    recordId,
    actionName: 'showPackages',
  })
  return (
    <div className="cp-desk cp-desk-below">
      <ServiceNotes data={data} />
      {service.openBlocks.length > 0 && (
        <section>
          <h2>{desk('openBlocks')}</h2>
          <ul className="cp-desk-bullets">
            {service.openBlocks.map(({ id, kind, reason, openedAt }) => (
              <li key={id}>
                <strong>{labelOf('kind', kind, 'ServiceBlock')}</strong>{' '}
                {desk('blockSince', { at: formatDateTime(openedAt, timeZone) })}
                {reason && ` · ${reason}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <div className="cp-desk-head">
          <h2>{desk('packages')}</h2>
          <Button type="button" variant="outlined" onClick={() => navigate(packagesUrl)}>
            {desk('openPackages')}
          </Button>
        </div>
        {shown.length === 0 && <p className="cp-desk-empty">{desk('noPackages')}</p>}
        <ul className="cp-desk-lines">
          {shown.map((subscription) => (
            <PackageLine
              key={subscription.id}
              subscription={subscription}
              discounts={discounts.filter(({ subscriptionId }) => subscriptionId === subscription.id)}
              priceTodayCents={pricesToday[subscription.id] ?? subscription.priceCents}
              today={today}
              mayUnlink={false}
              mayDiscount={false}
              mayResend={false}
              onChanged={reload}
            />
          ))}
        </ul>
      </section>
      <section>
        <h2>{desk('timeline')}</h2>
        <EventList events={events} />
      </section>
    </div>
  )
}
export default ServiceOverview
