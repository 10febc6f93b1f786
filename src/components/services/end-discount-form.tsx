import React, { type FormEvent, useState } from 'react'
import { formatDate } from '../../locale/format.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import { DateInput } from '../properties/date-input.js'
import type { DiscountData } from './service-data.js'

interface Props {
  serviceId: number
  discount: DiscountData
  today: string
  onDone: () => void
  onCancel: () => void
}

/** Asks for the last day of a discount; today unless another is chosen. */
export const EndDiscountForm: React.FC<Props> = ({ serviceId, discount, today, onDone, onCancel }) => {
  const { desk } = useDeskWords()
  const [lastDay, setLastDay] = useState(today)
  const { id, description, startsOn } = discount
  const target = { resourceId: 'CustomerService', recordId: String(serviceId), actionName: 'endDiscount' }
  const { post, isBusy, errors, refusal, forget } = useActionForm(target)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ discountId: String(id), lastDay })) onDone()
  }
  return (
    <form className="cp-desk-inline" onSubmit={submit} noValidate>
      <h3>{desk('endDiscountNamed', { name: description })}</h3>
      <p>{startsOn > today ? desk('endDiscountUnstarted', { from: formatDate(startsOn) }) : desk('endDiscountText')}</p>
      <div className="cp-desk-fields">
        <Labelled id={`lastDay-${id}`} label={desk('discountLastDay')} error={errors.lastDay}>
          {(ids) => (
            <DateInput
              {...ids}
              withTime={false}
              value={lastDay}
              onChange={(value) => {
                setLastDay(value)
                forget(['lastDay'])
              }}
            />
          )}
        </Labelled>
      </div>
      <FormFoot
        label={desk('endDiscountButton')}
        isBusy={isBusy}
        isDanger
        resourceId="CustomerService"
        refusal={refusal}
        onCancel={onCancel}
      />
    </form>
  )
}
