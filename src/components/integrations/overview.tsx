import { type ActionProps, useTranslation, ViewHelpers } from 'adminjs'
import React from 'react'
import { Link } from 'react-router-dom'
import { formatDateTime, formatDuration } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import { DeliveryAlert } from './delivery-alert.js'
import { DeliveryDay, formatShare } from './delivery-day.js'
import { useFailureWords } from './failure.js'
import type { HourOfDeliveries } from './integration-data.js'
import { useOverview } from './use-overview.js'

const Count: React.FC<{ name: string; isBad?: boolean; children: string }> = ({ name, isBad = false, children }) => (
  <div className={`cp-count${isBad ? ' cp-count-negative' : ''}`}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const sum = (hours: readonly HourOfDeliveries[], countOf: (hour: HourOfDeliveries) => number): number =>
  hours.reduce((total, hour) => total + countOf(hour), 0)

/** Below an integration's data: how delivery stands, what waits, how the last day went, and the last error. */
const IntegrationOverview: React.FC<ActionProps> = ({ record }) => {
  const { at, timeZone } = useWords()
  const overview = useOverview(record)
  const describe = useFailureWords()
  const { translateMessage } = useTranslation()
  const message = (name: string): string => at(`resources.Integration.messages.${name}`)
  if (!record || !overview) return null
  const { delivery, deliveries, hours, lastError, openDifferences } = overview
  const accepted = sum(hours, (hour) => hour.accepted)
  const attempts = sum(hours, (hour) => hour.attempts)
  const answered = sum(hours, (hour) => hour.answered)
  const averageMs = sum(hours, (hour) => (hour.averageMs ?? 0) * hour.answered) / answered
  const events = new ViewHelpers().resourceUrl({
    resourceId: 'WebhookEvent',
    search: `?filters.integrationId=${record.id}`,
  })
  return (
    <section className="cp-section">
      <h2>{message('deliveries')}</h2>
      {(record.params.active || delivery.state === 'stopped') && <DeliveryAlert record={record} health={delivery} />}
      <dl className="cp-counts cp-day-counts">
        <Count name={message('delivered')}>{accepted.toLocaleString('pt-BR')}</Count>
        <Count name={message('waiting')}>{deliveries.waiting.toLocaleString('pt-BR')}</Count>
        <Count name={message('parked')} isBad={deliveries.parked > 0}>
          {deliveries.parked.toLocaleString('pt-BR')}
        </Count>
        <Count name={message('successShare')}>{formatShare(accepted, attempts)}</Count>
        <Count name={message('averageAnswer')}>{answered > 0 ? formatDuration(averageMs) : '—'}</Count>
      </dl>
      <DeliveryDay hours={hours} />
      {lastError && (
        <Alert
          tone={deliveries.parked > 0 ? 'negative' : 'warning'}
          title={`${message('lastError')} (${formatDateTime(lastError.at, timeZone)})`}
        >
          {describe(lastError)}
          {lastError.message && lastError.status ? ` (HTTP ${lastError.status})` : ''}
        </Alert>
      )}
      {openDifferences > 0 && (
        <Alert tone="warning" title={translateMessage('openDifferences', 'Integration', { count: openDifferences })}>
          <RecordLink resourceId="Integration" recordId={record.id} actionName="showReconciliation">
            {message('seeDifferences')}
          </RecordLink>
        </Alert>
      )}
      <Link className="cp-link" to={events}>
        {message('seeEvents')}
      </Link>
    </section>
  )
}
export default IntegrationOverview
