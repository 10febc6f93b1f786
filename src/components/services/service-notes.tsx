import React from 'react'
import { formatDate, formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import type { ServiceLink, ServiceOverviewData } from './service-data.js'

const Other: React.FC<{ service: ServiceLink }> = ({ service }) => (
  <RecordLink resourceId="CustomerService" recordId={service.id}>
    {service.number}
  </RecordLink>
)

/** What stands out about a service: trust and protection that run, and the services before and after a migration. */
export const ServiceNotes: React.FC<{ data: ServiceOverviewData }> = ({ data }) => {
  const { desk, timeZone } = useDeskWords()
  const { trustUnlockUntil, doNotSuspendUntil, previous, next } = data.service
  const isAlive = data.service.contentEffect !== 'remove'
  const isProtected = isAlive && doNotSuspendUntil !== null && doNotSuspendUntil >= data.today
  if (!trustUnlockUntil && !isProtected && !previous && !next) return null
  return (
    <section>
      {next && (
        <Alert tone="warning" title={desk('migratedAway')}>
          <p>
            {desk('nextService')} <Other service={next} />
          </p>
        </Alert>
      )}
      {trustUnlockUntil && (
        <Alert tone="warning" title={desk('trustUnlockRuns', { at: formatDateTime(trustUnlockUntil, timeZone) })}>
          <p>{desk('trustUnlockRunsText')}</p>
        </Alert>
      )}
      {isProtected && (
        <Alert tone="info" title={desk('protectedUntil', { day: formatDate(doNotSuspendUntil) })}>
          <p>{desk('protectedText')}</p>
        </Alert>
      )}
      {previous && (
        <p>
          {desk('previousService')} <Other service={previous} />
        </p>
      )}
    </section>
  )
}
