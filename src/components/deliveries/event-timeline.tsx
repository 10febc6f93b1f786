import { Button } from '@adminjs/design-system'
import { type ActionProps, ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import { useDeskWords } from '../desk-words.js'
import { PageState } from '../forms/page-state.js'
import { AttemptList } from './attempt-list.js'
import type { EventTimelineData } from './delivery-data.js'
import { EventList } from './event-list.js'
import { LaneState } from './lane-state.js'

const POLL_MS = 3000
const WAITING = ['pending', 'retrying', 'held', 'behind']
const ACTED_ON = ['pending', 'retrying', 'held', 'parked']

const waits = ({ event }: EventTimelineData): number | null => (WAITING.includes(event.situation) ? POLL_MS : null)

/** Below an event's fields: what it waits for, what a person can do, and each attempt. */
const EventTimeline: React.FC<ActionProps> = ({ record, resource }) => {
  const { desk, at } = useDeskWords()
  const navigate = useNavigate()
  const recordId = String(record?.id ?? '')
  const target = { resourceId: resource.id, recordId, actionName: 'showTimeline' }
  const { data, failure, reload } = useActionData<EventTimelineData>(target, waits)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const { event, attempts, ahead, aheadCount, mayRedeliver, maySkip } = data
  const open = (actionName: string) => () =>
    navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId, actionName }))
  const isActedOn = ACTED_ON.includes(event.situation)
  const hasFailed =
    event.situation === 'parked' ||
    event.situation === 'retrying' ||
    (event.situation === 'held' && event.failure !== null)
  return (
    <div className="cp-desk cp-desk-below">
      <LaneState data={data}>
        {isActedOn && mayRedeliver && (
          <Button type="button" variant="contained" size="sm" onClick={open('redeliver')}>
            {at('actions.redeliver')}
          </Button>
        )}
        {hasFailed && maySkip && event.package !== null && (
          <Button type="button" variant="outlined" size="sm" onClick={open('skipAndResend')}>
            {at('actions.skipAndResend')}
          </Button>
        )}
        {hasFailed && maySkip && (
          <Button type="button" variant="outlined" color="danger" size="sm" onClick={open('skip')}>
            {at('actions.skip')}
          </Button>
        )}
      </LaneState>
      {ahead.length > 0 && (
        <section>
          <h2>{desk('aheadTitle', { count: aheadCount })}</h2>
          <EventList events={ahead} />
        </section>
      )}
      <section>
        <h2>{desk('attempts')}</h2>
        <AttemptList attempts={attempts} />
      </section>
    </div>
  )
}
export default EventTimeline
