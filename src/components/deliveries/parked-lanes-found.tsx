import React from 'react'
import { useActionData } from '../actions/use-action-data.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { PageState } from '../forms/page-state.js'
import type { ParkedLanesData } from './delivery-data.js'
import { ParkedLane } from './parked-lane.js'
import { RedeliverAll } from './redeliver-all.js'

const POLL_MS = 10_000

/** Counting very many takes the database seconds. */
const pollMsOf = ({ count }: ParkedLanesData): number => (count.redeliverable > 5_000 ? 6 * POLL_MS : POLL_MS)

interface Props {
  resourceId: string
  asked: Readonly<Record<string, string>>
}

/** The lanes that a filter finds, longest first, with the platform's words. */
export const ParkedLanesFound: React.FC<Props> = ({ resourceId, asked }) => {
  const { desk } = useDeskWords()
  const target = { resourceId, actionName: 'listParkedLanes', params: asked }
  const { data, failure, reload } = useActionData<ParkedLanesData>(target, pollMsOf)
  if (!data) return <PageState failure={failure} resourceId={resourceId} onRetry={reload} />

  const { lanes, count, mayRedeliver } = data
  const found = count.redeliverable + count.inactive
  if (lanes.length === 0 && Object.keys(asked).length > 0)
    return <p className="cp-desk-empty">{desk('noLaneMatches')}</p>
  if (lanes.length === 0) {
    return (
      <Alert tone="positive" title={desk('noParked')}>
        {desk('noParkedText')}
      </Alert>
    )
  }
  return (
    <>
      <p>{desk('parkedIntro')}</p>
      <div className="cp-desk-head cp-heads-found">
        <div>
          <strong>{desk('lanesFound', { count: found })}</strong>
          {found > lanes.length && ` ${desk('lanesShown', { count: lanes.length })}`}
          {count.held > 0 && (
            <span className="cp-desk-soft cp-heads-inactive">{desk('lanesHeld', { count: count.held })}</span>
          )}
          {count.inactive > 0 && (
            <span className="cp-desk-soft cp-heads-inactive">{desk('lanesInactive', { count: count.inactive })}</span>
          )}
        </div>
        {mayRedeliver && count.redeliverable > 0 && (
          <RedeliverAll resourceId={resourceId} asked={asked} count={count.redeliverable} onDone={reload} />
        )}
      </div>
      <ul className="cp-desk-lanes">
        {lanes.map((lane) => (
          <ParkedLane key={lane.laneId} lane={lane} />
        ))}
      </ul>
    </>
  )
}
