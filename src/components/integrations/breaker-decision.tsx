import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { FormFoot } from '../forms/form-foot.js'
import { ReasonField } from '../forms/reason-field.js'

/** *Interromper entregas* and *Retomar entregas*: of which platform, what follows, and the reason. */
const BreakerDecision: React.FC<ActionProps> = ({ record, resource, action }) => {
  const name = action.name as 'interruptDelivery' | 'resumeDelivery'
  const recordId = String(record?.id ?? '')
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const { post, isBusy, errors, refusal } = useActionForm({ resourceId: resource.id, recordId, actionName: name })
  if (!record) return null

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ reason }))
      navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId, actionName: 'show' }))
  }
  return (
    <form className="cp-form cp-desk-action" onSubmit={submit} noValidate>
      <h2>{desk(`${name}Title`, { platform: record.title })}</h2>
      <Alert tone={name === 'interruptDelivery' ? 'warning' : 'info'} title={desk(`${name}Consequence`)}>
        <p>{desk(`${name}Text`)}</p>
      </Alert>
      <ReasonField value={reason} error={errors.reason} required onChange={setReason} />
      <FormFoot
        label={desk(`${name}Button`)}
        isBusy={isBusy}
        isDanger={name === 'interruptDelivery'}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default BreakerDecision
