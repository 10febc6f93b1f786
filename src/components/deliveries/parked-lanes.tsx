import type { ActionProps } from 'adminjs'
import React from 'react'
import { formatDateTime, formatRelative } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useActionData } from '../actions/use-action-data.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { PageState } from '../forms/page-state.js'
import type { ParkedLaneData } from './delivery-data.js'

const POLL_MS = 10_000

/** *Filas paradas*: what waits for a person, longest first, with the platform's words and the way to decide. */
const ParkedLanes: React.FC<ActionProps> = ({ resource }) => {
  const { desk, value: labelOf, failure: inWords, timeZone } = useDeskWords()
  const target = { resourceId: resource.id, actionName: 'listParkedLanes' }
  const { data, failure, reload } = useActionData<{ lanes: ParkedLaneData[] }>(target, () => POLL_MS)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />
  if (data.lanes.length === 0) {
    return (
      <Alert tone="positive" title={desk('noParked')}>
        {desk('noParkedText')}
      </Alert>
    )
  }
  return (
    <div className="cp-desk">
      <p>{desk('parkedIntro')}</p>
      <ul className="cp-desk-lanes">
        {data.lanes.map(({ laneId, head, waiting }) => (
          <li key={laneId} className="cp-desk-card">
            <div className="cp-desk-lane">
              <span>
                <strong>
                  {head.customerId === null ? (
                    '—'
                  ) : (
                    <RecordLink resourceId="Customer" recordId={head.customerId}>
                      {head.customer}
                    </RecordLink>
                  )}
                </strong>
                <span className="cp-desk-soft">
                  {head.integration} · {labelOf('type', head.type, 'WebhookEvent')}
                  {head.package && ` · ${head.package}`}
                </span>
              </span>
              <span>
                {head.parkedAt &&
                  desk('parkedSince', {
                    at: formatDateTime(head.parkedAt, timeZone),
                    ago: formatRelative(head.parkedAt, new Date()),
                  })}
                <span className="cp-desk-soft">{desk('eventsWaiting', { count: waiting })}</span>
              </span>
              <RecordLink resourceId="WebhookEvent" recordId={head.id}>
                {desk('openAndDecide')}
              </RecordLink>
            </div>
            {head.failure && (
              <p className="cp-desk-event-bad">{desk('platformSaid', { words: inWords(head.failure) })}</p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
export default ParkedLanes
