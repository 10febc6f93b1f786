import { Button } from '@adminjs/design-system'
import { type ActionProps, ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import type { EventData } from '../deliveries/delivery-data.js'
import { EventList } from '../deliveries/event-list.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { PageState } from '../forms/page-state.js'
import { AnonymizationState } from '../privacy/anonymization-state.js'
import { PersonalData } from '../privacy/personal-data.js'
import { AccountList } from './account-list.js'
import type { AccountData, ServiceData, SubscriptionData } from './service-data.js'
import { ServiceList } from './service-list.js'

const POLL_MS = 3000

interface Data {
  services: ServiceData[]
  subscriptions: SubscriptionData[]
  accounts: AccountData[]
  events: EventData[]
  mayAddService: boolean
  mayReveal: boolean
  requestedAt: string | null
  anonymizedAt: string | null
}

const waits = ({ subscriptions }: Data): number | null =>
  subscriptions.some(({ standing }) => standing.startsWith('awaiting_')) ? POLL_MS : null

/** Below a customer's fields (BR-95): what he has, his users on platforms, what they were told, and what stopped. */
const CustomerOverview: React.FC<ActionProps> = ({ record, resource }) => {
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const recordId = String(record?.id ?? '')
  const target = { resourceId: resource.id, recordId, actionName: 'showOverview' }
  const { data, failure, reload } = useActionData<Data>(target, waits)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const { services, subscriptions, accounts, events, mayAddService, mayReveal, requestedAt, anonymizedAt } = data
  const addUrl = new ViewHelpers().resourceActionUrl({
    resourceId: 'CustomerService',
    actionName: 'new',
    search: `?customerId=${recordId}`,
  })
  return (
    <div className="cp-desk cp-desk-below">
      <AnonymizationState customerId={recordId} requestedAt={requestedAt} anonymizedAt={anonymizedAt} />
      {mayReveal && <PersonalData customerId={recordId} />}
      {accounts.some(({ parked }) => parked) && (
        <Alert tone="negative" title={desk('customerParked')}>
          {desk('customerParkedText')}
        </Alert>
      )}
      <section>
        <div className="cp-desk-head">
          <h2>{desk('services')}</h2>
          {mayAddService && (
            <Button type="button" variant="outlined" onClick={() => navigate(addUrl)}>
              {desk('addService')}
            </Button>
          )}
        </div>
        <ServiceList services={services} subscriptions={subscriptions} />
      </section>
      <section>
        <h2>{desk('accounts')}</h2>
        <AccountList accounts={accounts} customerId={recordId} onChanged={reload} />
      </section>
      <section>
        <h2>{desk('timeline')}</h2>
        <EventList events={events} />
      </section>
    </div>
  )
}
export default CustomerOverview
