import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Badge, toneOf } from '../properties/badge.js'
import type { SubscriptionData } from './service-data.js'

/** How a package stands, with what it waits for: the platform's own words, the next attempt, the event to act on. */
export const Standing: React.FC<{ subscription: SubscriptionData }> = ({ subscription }) => {
  const { standing, failure, nextAttemptAt, eventId, headEventId, integrationActive } = subscription
  const { desk, value: labelOf, failure: inWords, timeZone } = useDeskWords()
  const isBehind = headEventId !== null && headEventId !== eventId
  const waits = standing.startsWith('awaiting_')
  const isStopped = standing === 'error' || standing === 'not_applied'
  return (
    <div className="cp-standing">
      <Badge tone={toneOf(standing)}>{labelOf('status', standing, 'PackageSubscription')}</Badge>
      {standing === 'not_applied' && <p>{desk('notAppliedText')}</p>}
      {isBehind && (waits || standing === 'error') && <p>{desk('behindEarlier')}</p>}
      {waits && !integrationActive && <p>{desk('integrationInactive')}</p>}
      {failure && (waits || standing === 'error') && (
        <p className={standing === 'error' ? 'cp-standing-bad' : undefined}>
          {desk(standing === 'error' ? 'platformSaid' : 'lastAttemptSaid', { words: inWords(failure) })}
        </p>
      )}
      {nextAttemptAt && waits && <p>{desk('nextAttempt', { at: formatDateTime(nextAttemptAt, timeZone) })}</p>}
      {(isStopped || (waits && failure)) && (headEventId ?? eventId) && (
        <p>
          <RecordLink resourceId="WebhookEvent" recordId={headEventId ?? eventId ?? ''}>
            {desk(standing === 'error' ? 'openAndDecide' : 'openEvent')}
          </RecordLink>
        </p>
      )}
    </div>
  )
}
