import { Button } from '@adminjs/design-system'
import type { ActionProps } from 'adminjs'
import React, { useState } from 'react'
import { formatMoney } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { PageState } from '../forms/page-state.js'
import { LinkForm } from './link-form.js'
import { OtherPackages } from './other-packages.js'
import { PackageLine } from './package-line.js'
import type { PackagesData } from './service-data.js'
import { ServiceHeading } from './service-heading.js'

const POLL_MS = 3000

/** Refusals that concern the service and with it every package. */
const OF_SERVICE = ['SERVICE_CANCELED', 'SERVICE_SUSPENDED_FOR_DEBT']

const waits = ({ subscriptions }: PackagesData): number | null =>
  subscriptions.some(({ standing }) => /^(awaiting_|error)/.test(standing)) ? POLL_MS : null

/** *⋯ › Pacotes*: what the customer has on this service and how it stands, what can be added, and why the rest can't. */
const ServicePackages: React.FC<ActionProps> = ({ record, resource }) => {
  const { desk, refusal } = useDeskWords()
  const [isAdding, setIsAdding] = useState(false)
  const recordId = String(record?.id ?? '')
  const target = { resourceId: resource.id, recordId, actionName: 'showPackages' }
  const { data, failure, reload } = useActionData<PackagesData>(target, waits)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const { service, subscriptions, candidates, mayLink, mayResend, discounts, pricesToday, today } = data
  const isLinked = ({ removedAt }: { removedAt: unknown }) => removedAt === null
  const isGone = ({ removedAt, standing }: { removedAt: unknown; standing: string }) =>
    standing === 'removed' && (removedAt !== null || service.contentEffect !== 'remove')
  const shown = subscriptions.filter((subscription) => !isGone(subscription))
  const gone = subscriptions.filter(isGone)
  const linkable = candidates.filter((candidate) => candidate.refusal === null)
  const ofService = OF_SERVICE.find((code) => candidates.some((candidate) => candidate.refusal === code))
  const priceOf = ({ id, priceCents }: PackagesData['subscriptions'][number]) => pricesToday[id] ?? priceCents
  const isChangeable = (subscription: PackagesData['subscriptions'][number]) =>
    isLinked(subscription) && service.contentEffect !== 'remove'
  const totalCents = shown
    .filter(({ standing }) => standing !== 'removed')
    .reduce((sum, subscription) => sum + priceOf(subscription), 0)
  const line = (subscription: PackagesData['subscriptions'][number]) => (
    <PackageLine
      key={subscription.id}
      subscription={subscription}
      discounts={isLinked(subscription) ? discounts.filter((it) => it.subscriptionId === subscription.id) : []}
      priceTodayCents={priceOf(subscription)}
      today={today}
      mayUnlink={mayLink && isChangeable(subscription)}
      mayDiscount={data.mayDiscount && isChangeable(subscription)}
      mayResend={mayResend}
      onChanged={reload}
    />
  )

  return (
    <div className="cp-desk">
      {failure && <PageState failure={failure} resourceId={resource.id} onRetry={reload} />}
      <ServiceHeading service={service} />
      <section className="cp-desk-card" aria-labelledby="packages-title">
        <div className="cp-desk-head">
          <h2 id="packages-title">{desk('packages')}</h2>
          {mayLink && !ofService && !isAdding && linkable.length > 0 && (
            <Button type="button" variant="contained" onClick={() => setIsAdding(true)}>
              {desk('addPackage')}
            </Button>
          )}
        </div>
        {ofService && <Alert tone="warning" title={refusal(ofService)} />}
        {isAdding && !ofService && linkable.length > 0 && (
          <LinkForm
            serviceId={recordId}
            candidates={linkable}
            onDone={() => {
              setIsAdding(false)
              reload()
            }}
            onCancel={() => setIsAdding(false)}
          />
        )}
        {shown.length === 0 && <p className="cp-desk-empty">{desk('noPackages')}</p>}
        <ul className="cp-desk-lines">{shown.map(line)}</ul>
        {shown.some(isLinked) && (
          <p className="cp-desk-total">
            {desk('packagesTotal')} <strong>{formatMoney(totalCents)}</strong>
            <span>{desk('serviceTotal', { total: formatMoney(totalCents + service.priceCents) })}</span>
          </p>
        )}
        {!ofService && <OtherPackages data={data} />}
        {gone.length > 0 && (
          <details className="cp-desk-more">
            <summary>{desk('removedPackages', { count: gone.length })}</summary>
            <ul className="cp-desk-lines">{gone.map(line)}</ul>
          </details>
        )}
      </section>
    </div>
  )
}
export default ServicePackages
