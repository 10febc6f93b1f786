import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Badge, toneOf } from '../properties/badge.js'
import type { EventData } from './delivery-data.js'

interface Props {
  events: readonly EventData[]
  /** Names the customer of each event, where they are of several. */
  withCustomer?: boolean
}

/** Events, newest first: what was told to whom, how it stands, and what went wrong in the platform's words. */
export const EventList: React.FC<Props> = ({ events, withCustomer = false }) => {
  const { desk, value: labelOf, failure: inWords, timeZone } = useDeskWords()
  if (events.length === 0) return <p className="cp-desk-empty">{desk('noEvents')}</p>
  return (
    <ol className="cp-desk-events">
      {events.map((event) => (
        <li key={event.id}>
          <time className="cp-number" dateTime={String(event.occurredAt)}>
            {formatDateTime(event.occurredAt, timeZone)}
          </time>
          <div className="cp-desk-event">
            <span className="cp-desk-event-what">
              <RecordLink resourceId="WebhookEvent" recordId={event.id}>
                {labelOf('type', event.type, 'WebhookEvent')}
              </RecordLink>
              {withCustomer && event.customer && ` · ${event.customer}`}
              {event.package && ` · ${event.package}`}
            </span>
            <span className="cp-desk-soft">
              {event.integration}
              {event.sequence !== null && ` · ${desk('sequence', { number: event.sequence })}`}
              {event.attempts > 1 && ` · ${desk('attemptCount', { count: event.attempts })}`}
            </span>
            {event.failure && event.situation !== 'delivered' && (
              <span className="cp-desk-event-bad">{desk('platformSaid', { words: inWords(event.failure) })}</span>
            )}
            {event.situation === 'held' && <span className="cp-desk-soft">{desk('heldShort')}</span>}
            {event.situation === 'retrying' && event.nextAttemptAt && (
              <span className="cp-desk-soft">
                {desk('nextAttempt', { at: formatDateTime(event.nextAttemptAt, timeZone) })}
              </span>
            )}
          </div>
          <Badge tone={toneOf(event.situation)}>{labelOf('situation', event.situation, 'WebhookEvent')}</Badge>
        </li>
      ))}
    </ol>
  )
}
