import React from 'react'
import { formatDateTime, formatRelative } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import type { ParkedLaneData } from './delivery-data.js'

/** A lane that waits: of whom, since when, why, and the way to decide about it. */
export const ParkedLane: React.FC<{ lane: ParkedLaneData }> = ({ lane: { head, waiting } }) => {
  const { desk, value: labelOf, failure: inWords, timeZone } = useDeskWords()
  return (
    <li className="cp-desk-card">
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
          {head.parkedAt
            ? desk('parkedSince', {
                at: formatDateTime(head.parkedAt, timeZone),
                ago: formatRelative(head.parkedAt, new Date()),
              })
            : head.nextAttemptAt && desk('retryAt', { at: formatDateTime(head.nextAttemptAt, timeZone) })}
          <span className="cp-desk-soft">{desk('eventsWaiting', { count: waiting })}</span>
        </span>
        <RecordLink resourceId="WebhookEvent" recordId={head.id}>
          {desk(head.parkedAt ? 'openAndDecide' : 'openEvent')}
        </RecordLink>
      </div>
      {head.failure && <p className="cp-desk-event-bad">{desk('platformSaid', { words: inWords(head.failure) })}</p>}
    </li>
  )
}
