import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { FormFoot } from '../forms/form-foot.js'
import { ReasonField } from '../forms/reason-field.js'

/** *Confirmar* and *Dispensar* of a job that stopped: what it would do, what follows, and the reason. */
const BrakeDecision: React.FC<ActionProps> = ({ record, resource, action }) => {
  const name = action.name as 'confirm' | 'dismiss'
  const recordId = String(record?.id ?? '')
  const { at, property, value } = useDeskWords()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const { post, isBusy, errors, refusal } = useActionForm({ resourceId: resource.id, recordId, actionName: name })
  if (!record) return null

  const { source, affectedCount, limitCount } = record.params
  const screen = (key: string): string => at(`resources.MassBrake.labels.screen.${key}`)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ reason, count: affectedCount }))
      navigate(new ViewHelpers().resourceUrl({ resourceId: resource.id }))
  }
  return (
    <form className="cp-form cp-desk-action" onSubmit={submit} noValidate>
      <h2>{screen(`${name}Title`)}</h2>
      <dl className="cp-desk-facts">
        <div>
          <dt>{property('source', resource.id)}</dt>
          <dd>{value('source', source, resource.id)}</dd>
        </div>
        <div>
          <dt>{property('affectedCount', resource.id)}</dt>
          <dd>
            <strong>{Number(affectedCount).toLocaleString('pt-BR')}</strong>
          </dd>
        </div>
        <div>
          <dt>{property('limitCount', resource.id)}</dt>
          <dd>{Number(limitCount).toLocaleString('pt-BR')}</dd>
        </div>
      </dl>
      <Alert tone={name === 'confirm' ? 'warning' : 'info'} title={screen(`${name}Consequence`)}>
        <p>{screen(`${name}Advice`)}</p>
      </Alert>
      <ReasonField value={reason} error={errors.reason} required onChange={setReason} />
      <FormFoot
        label={screen(`${name}Button`)}
        isBusy={isBusy}
        isDanger={name === 'confirm'}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default BrakeDecision
