import type { ReactNode } from 'react'
import React from 'react'
import { formatDateTime, formatRelative } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { type EventTimelineData, HELD_STATES } from './delivery-data.js'
import { useDeliveryWords } from './use-delivery-words.js'

const TONES = {
  parked: 'negative',
  failed: 'negative',
  skipped: 'warning',
  delivered: 'positive',
  held: 'warning',
} as const

interface Props {
  data: EventTimelineData
  /** What a person can do about it. */
  children?: ReactNode
}

/** What an event waits for, since when, and why; in one sentence each. */
export const LaneState: React.FC<Props> = ({ data: { event, aheadCount, behindCount }, children }) => {
  const { desk, failure: inWords, timeZone } = useDeskWords()
  const { situation, failure, nextAttemptAt, parkedAt, settledAt, integrationActive, delivery } = event
  const { title: deliveryTitle, text: deliveryText } = useDeliveryWords()(delivery)
  const isHeld = situation === 'held' || (situation === 'behind' && HELD_STATES.includes(delivery.state))
  const when = (instant: string | Date): string =>
    `${formatDateTime(instant, timeZone)} (${formatRelative(instant, new Date())})`
  const titles: Record<string, string> = {
    delivered: desk('isDelivered', { at: settledAt ? when(settledAt) : '' }),
    skipped: desk('isSkipped', { at: settledAt ? when(settledAt) : '' }),
    failed: desk('isFailed', { at: settledAt ? when(settledAt) : '' }),
    parked: desk('isParked', { at: parkedAt ? when(parkedAt) : '' }),
    behind: desk('isBehind', { count: aheadCount }),
    retrying: desk('isRetrying', { at: nextAttemptAt ? when(nextAttemptAt) : '' }),
    held: desk('isHeld', { platform: event.integration }),
    pending: desk('isPending'),
  }
  return (
    <Alert tone={TONES[situation as keyof typeof TONES] ?? 'info'} title={titles[situation] ?? ''}>
      {failure && situation !== 'delivered' && <p>{desk('platformSaid', { words: inWords(failure) })}</p>}
      {situation === 'skipped' && <p>{desk('skippedText')}</p>}
      {situation === 'parked' && <p>{desk('parkedText')}</p>}
      {situation === 'behind' && parkedAt && <p>{desk('behindParked')}</p>}
      {isHeld && (
        <p>
          {deliveryTitle}. {deliveryText}
        </p>
      )}
      {!settledAt && !integrationActive && <p>{desk('integrationInactive')}</p>}
      {!settledAt && behindCount > 0 && <p>{desk('behindCount', { count: behindCount })}</p>}
      {children && <div className="cp-desk-buttons">{children}</div>}
    </Alert>
  )
}
