import React, { type FormEvent, useState } from 'react'
import { formatMoney } from '../../locale/format.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import { DateInput } from '../properties/date-input.js'
import { MoneyInput } from '../properties/money-input.js'
import type { SubscriptionData } from './service-data.js'

interface Props {
  subscription: SubscriptionData
  today: string
  onDone: () => void
  onCancel: () => void
}

/** BR-18: gives a discount on a package, from a day on, until another or without end. */
export const DiscountForm: React.FC<Props> = ({ subscription, today, onDone, onCancel }) => {
  const { desk, property: nameOf } = useDeskWords()
  const { id, serviceId, name, priceCents } = subscription
  const [form, setForm] = useState({ description: '', amountCents: '', startsOn: today, endsOn: '' })
  const target = { resourceId: 'CustomerService', recordId: String(serviceId), actionName: 'saveDiscount' }
  const { post, isBusy, errors, refusal, forget } = useActionForm(target)
  const change = (changed: Partial<typeof form>): void => {
    setForm((current) => ({ ...current, ...changed }))
    forget(Object.keys(changed))
  }
  const label = (path: string): string => nameOf(path, 'SubscriptionDiscount')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ subscriptionId: String(id), ...form })) onDone()
  }
  return (
    <form className="cp-desk-inline" onSubmit={submit} noValidate>
      <h3>{desk('addDiscountTo', { name })}</h3>
      <div className="cp-desk-fields">
        <Labelled
          id={`description-${id}`}
          label={label('description')}
          hint={desk('discountHint')}
          error={errors.description}
          required
          wide
        >
          {(ids) => (
            <input
              {...ids}
              type="text"
              className="cp-input"
              autoComplete="off"
              maxLength={120}
              value={form.description}
              onChange={({ target: { value } }) => change({ description: value })}
            />
          )}
        </Labelled>
        <Labelled
          id={`amountCents-${id}`}
          label={label('amountCents')}
          hint={desk('discountUpTo', { price: formatMoney(priceCents) })}
          error={errors.amountCents}
          required
        >
          {(ids) => (
            <MoneyInput {...ids} value={form.amountCents} onChange={(amountCents) => change({ amountCents })} />
          )}
        </Labelled>
        <Labelled id={`startsOn-${id}`} label={label('startsOn')} error={errors.startsOn} required>
          {(ids) => (
            <DateInput {...ids} withTime={false} value={form.startsOn} onChange={(startsOn) => change({ startsOn })} />
          )}
        </Labelled>
        <Labelled id={`endsOn-${id}`} label={label('endsOn')} hint={desk('expiresHint')} error={errors.endsOn}>
          {(ids) => (
            <DateInput {...ids} withTime={false} value={form.endsOn} onChange={(endsOn) => change({ endsOn })} />
          )}
        </Labelled>
      </div>
      <FormFoot
        label={desk('saveDiscountButton')}
        isBusy={isBusy}
        resourceId="CustomerService"
        refusal={refusal}
        onCancel={onCancel}
      />
    </form>
  )
}
