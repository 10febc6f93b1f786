import React, { type FormEvent, useState } from 'react'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import type { SubscriptionData } from './service-data.js'

interface Props {
  subscription: SubscriptionData
  onDone: () => void
  onCancel: () => void
}

/** Asks once more before a package is taken off, and says what follows. */
export const UnlinkForm: React.FC<Props> = ({ subscription, onDone, onCancel }) => {
  const { desk } = useDeskWords()
  const [reason, setReason] = useState('')
  const { id, serviceId, name, integration, mandatory } = subscription
  const target = { resourceId: 'CustomerService', recordId: String(serviceId), actionName: 'unlinkPackage' }
  const { post, isBusy, errors, refusal } = useActionForm(target)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ subscriptionId: String(id), reason })) onDone()
  }
  return (
    <form className="cp-desk-inline" onSubmit={submit} noValidate>
      <h3>{desk('removeTitle', { name })}</h3>
      <p>{integration ? desk('removeText', { platform: integration }) : desk('removeTextLocal')}</p>
      {mandatory && <p>{desk('removeMandatory')}</p>}
      <Labelled id={`reason-${id}`} label={desk('reasonOptional')} error={errors.reason}>
        {(ids) => (
          <textarea
            {...ids}
            className="cp-input cp-text-area"
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target: { value } }) => setReason(value)}
          />
        )}
      </Labelled>
      <FormFoot
        label={desk('removePackage')}
        isBusy={isBusy}
        isDanger
        resourceId="CustomerService"
        refusal={refusal}
        onCancel={onCancel}
      />
    </form>
  )
}
