import { ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { RecordLink } from '../actions/record-link.js'
import { useActionForm } from '../actions/use-action-form.js'
import { Alert } from '../forms/alert.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import type { AnonymizationData } from './anonymization-data.js'
import { usePrivacyWords } from './privacy-words.js'

interface Props {
  customerId: string
  data: AnonymizationData
  onDone: () => void
}

/** Asks to forget a customer, or takes that back: a reason, and for the first his code typed in. */
export const AnonymizeForm: React.FC<Props> = ({ customerId, data, onDone }) => {
  const { requestedAt, services, code } = data
  const actionName = requestedAt ? 'withdrawAnonymization' : 'anonymize'
  const { privacy, desk } = usePrivacyWords()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [confirmation, setConfirmation] = useState('')
  const { post, isBusy, errors, refusal, forget } = useActionForm({
    resourceId: 'Customer',
    recordId: customerId,
    actionName,
  })
  const pageUrl = new ViewHelpers().recordActionUrl({
    resourceId: 'Customer',
    recordId: customerId,
    actionName: 'show',
  })

  if (!requestedAt && services.length > 0) {
    return (
      <Alert tone="warning" title={privacy('openServices')}>
        <p>{privacy('openServicesText')}</p>
        <ul className="cp-desk-bullets">
          {services.map(({ id, number, plan, status }) => (
            <li key={id}>
              <RecordLink resourceId="CustomerService" recordId={id}>
                {number}
              </RecordLink>{' '}
              · {plan} · {status}
            </li>
          ))}
        </ul>
      </Alert>
    )
  }

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!(await post(requestedAt ? { reason } : { reason, confirmation }))) return
    onDone()
    navigate(pageUrl)
  }
  return (
    <form onSubmit={submit} noValidate className="cp-anonymize-part">
      {requestedAt && (
        <>
          <h3>{privacy('withdrawTitle')}</h3>
          <p>{privacy('withdrawText')}</p>
        </>
      )}
      <div className="cp-desk-fields">
        <Labelled id="reason" label={desk('reason')} hint={desk('reasonHint')} error={errors.reason} required wide>
          {(ids) => (
            <textarea
              {...ids}
              className="cp-input cp-text-area"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={({ target }) => {
                setReason(target.value)
                forget(['reason'])
              }}
            />
          )}
        </Labelled>
        {!requestedAt && (
          <Labelled id="confirmation" label={privacy('confirmLabel', { code })} error={errors.confirmation} required>
            {(ids) => (
              <input
                {...ids}
                className="cp-input"
                autoComplete="off"
                value={confirmation}
                onChange={({ target }) => {
                  setConfirmation(target.value)
                  forget(['confirmation'])
                }}
              />
            )}
          </Labelled>
        )}
      </div>
      <FormFoot
        label={privacy(requestedAt ? 'withdrawButton' : 'anonymizeButton')}
        isBusy={isBusy}
        isDanger={!requestedAt}
        resourceId="Customer"
        refusal={refusal}
        onCancel={() => navigate(pageUrl)}
      />
    </form>
  )
}
