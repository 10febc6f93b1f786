import { type ActionProps, useTranslation, ViewHelpers } from 'adminjs'
import React from 'react'
import { Link } from 'react-router-dom'
import { formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import { DeliveryAlert } from './delivery-alert.js'
import { useFailureWords } from './failure.js'
import { useOverview } from './use-overview.js'

/** Below an integration's data: what was delivered, what waits, what stands still, and the last error. */
const IntegrationOverview: React.FC<ActionProps> = ({ record }) => {
  const { at, timeZone } = useWords()
  const overview = useOverview(record)
  const describe = useFailureWords()
  const { translateMessage } = useTranslation()
  const message = (name: string): string => at(`resources.Integration.messages.${name}`)
  if (!record || !overview) return null
  const { delivery, deliveries, lastError, openDifferences } = overview
  const events = new ViewHelpers().resourceUrl({
    resourceId: 'WebhookEvent',
    search: `?filters.integrationId=${record.id}`,
  })
  return (
    <section className="cp-section">
      <h2>{message('deliveries')}</h2>
      {(record.params.active || delivery.state === 'stopped') && <DeliveryAlert record={record} health={delivery} />}
      <dl className="cp-counts">
        {(['delivered', 'waiting', 'parked'] as const).map((name) => (
          <div
            key={name}
            className={`cp-count${name === 'parked' && deliveries.parked > 0 ? ' cp-count-negative' : ''}`}
          >
            <dt>{message(name)}</dt>
            <dd>{deliveries[name].toLocaleString('pt-BR')}</dd>
          </div>
        ))}
      </dl>
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
