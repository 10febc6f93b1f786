import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { Badge, type Tone } from '../properties/badge.js'
import type { AnonymizationData } from './anonymization-data.js'
import { type PrivacyWords, usePrivacyWords } from './privacy-words.js'

type Platform = AnonymizationData['platforms'][number]

const stateOf = (
  { active, parked, waiting: count }: Platform,
  privacy: PrivacyWords['privacy'],
): { tone: Tone; text: string } => {
  if (count === 0) return { tone: 'positive', text: privacy('platformDone') }
  if (parked) return { tone: 'negative', text: privacy('platformParked', { count }) }
  if (!active) return { tone: 'warning', text: privacy('platformInactive', { count }) }
  return { tone: 'waiting', text: privacy('platformWaiting', { count }) }
}

interface Props {
  platforms: readonly Platform[]
  requestedAt: AnonymizationData['requestedAt']
  stuckDays: number
}

/** Which platforms must be told before a customer is forgotten, and until when that is waited for. */
export const PendingPlatforms: React.FC<Props> = ({ platforms, requestedAt, stuckDays }) => {
  const { privacy, timeZone } = usePrivacyWords()
  const isWaitedFor = platforms.some(({ waiting }) => waiting > 0)
  if (!isWaitedFor && !requestedAt) return null
  return (
    <section className="cp-anonymize-part">
      {requestedAt && <p>{privacy('pendingTitle', { at: formatDateTime(requestedAt, timeZone) })}</p>}
      <h3>{privacy('platformsTitle')}</h3>
      {platforms.length === 0 && <p>{privacy('platformsNone')}</p>}
      <ul className="cp-anonymize-platforms">
        {platforms.map((platform) => {
          const { tone, text } = stateOf(platform, privacy)
          return (
            <li key={platform.id}>
              <RecordLink resourceId="PlatformAccount" recordId={platform.id}>
                {platform.integration}
              </RecordLink>
              <Badge tone={tone}>{text}</Badge>
            </li>
          )
        })}
      </ul>
      <p className="cp-hint">{privacy('stuckHint', { days: stuckDays })}</p>
    </section>
  )
}
