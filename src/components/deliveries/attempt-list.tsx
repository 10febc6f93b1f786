import React from 'react'
import { formatDateTime, formatDuration } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { usePrivacyWords } from '../privacy/privacy-words.js'
import { Badge, toneOf } from '../properties/badge.js'
import type { AttemptData } from './delivery-data.js'

/** The attempts of an event, newest first: when, how long, what came of it, and the answer as plain text. */
export const AttemptList: React.FC<{ attempts: readonly AttemptData[] }> = ({ attempts }) => {
  const { desk, privacy, value: labelOf, failure: inWords, timeZone } = usePrivacyWords()
  if (attempts.length === 0) return <p className="cp-desk-empty">{desk('noAttempts')}</p>
  return (
    <ol className="cp-desk-attempts">
      {attempts.map((attempt) => (
        <li key={attempt.id}>
          <div className="cp-desk-attempt">
            <strong>{desk('attempt', { number: attempt.number })}</strong>
            <time className="cp-number" dateTime={String(attempt.startedAt)}>
              {formatDateTime(attempt.startedAt, timeZone)}
            </time>
            <span className="cp-number">{formatDuration(attempt.durationMs)}</span>
            {attempt.status !== null && <span className="cp-number">HTTP {attempt.status}</span>}
            <Badge tone={toneOf(attempt.outcome)}>{labelOf('outcome', attempt.outcome, 'DeliveryAttempt')}</Badge>
            <RecordLink resourceId="DeliveryAttempt" recordId={attempt.id}>
              {desk('openAttempt')}
            </RecordLink>
          </div>
          {(attempt.message ?? attempt.errorClass) && (
            <p className="cp-desk-event-bad">{inWords(attempt.message ?? attempt.errorClass ?? '')}</p>
          )}
          {attempt.requestedBy && <p className="cp-desk-soft">{desk('requestedBy', { by: attempt.requestedBy })}</p>}
          {attempt.bodiesPurgedAt && (
            <p className="cp-desk-soft">
              {privacy('bodiesPurged', { at: formatDateTime(attempt.bodiesPurgedAt, timeZone) })}
            </p>
          )}
          {attempt.responseMasked && (
            <details className="cp-desk-more">
              <summary>{desk('answer')}</summary>
              <pre className="cp-pre">{attempt.responseMasked}</pre>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}
