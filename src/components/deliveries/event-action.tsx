import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'
import { PageState } from '../forms/page-state.js'
import { ReasonField } from '../forms/reason-field.js'
import type { EventTimelineData } from './delivery-data.js'
import { LaneState } from './lane-state.js'

/** *Reenviar*, *Pular* and *Pular e enviar o estado atual*: how the event stands, what follows, and the reason where one is asked for. */
const EventAction: React.FC<ActionProps> = ({ record, resource, action }) => {
  const name = action.name as 'redeliver' | 'skip' | 'skipAndResend'
  const recordId = String(record?.id ?? '')
  const { desk, at } = useDeskWords()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const timeline = { resourceId: resource.id, recordId, actionName: 'showTimeline' }
  const { data, failure, reload } = useActionData<EventTimelineData>(timeline)
  const { post, isBusy, errors, refusal } = useActionForm({ ...timeline, actionName: name })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post(name === 'redeliver' ? {} : { reason })) {
      navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId, actionName: 'show' }))
    }
  }
  const isLater = name === 'redeliver' && data.event.situation === 'held'
  return (
    <form className="cp-form cp-desk-action" onSubmit={submit} noValidate>
      <h2>{desk(`${name}Title`)}</h2>
      <LaneState data={data} />
      <p>{desk(isLater ? 'redeliverHeldText' : `${name}Text`)}</p>
      {name !== 'redeliver' && <ReasonField value={reason} error={errors.reason} required onChange={setReason} />}
      <FormFoot
        label={isLater ? at('actions.redeliver') : desk(`${name}Button`)}
        isBusy={isBusy}
        isDanger={name !== 'redeliver'}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default EventAction
