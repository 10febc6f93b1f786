import React from 'react'
import { formatMoneyInput } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Choice } from '../forms/choice.js'
import { Labelled } from '../forms/labelled.js'
import { MoneyInput } from '../properties/money-input.js'
import { SelectRecord } from '../properties/select-record.js'
import type { FieldError } from '../words.js'
import { ConsentField } from './consent-field.js'
import { HolderField } from './holder-field.js'
import type { ServiceForm } from './service-form.js'

const DUE_DAYS = Array.from({ length: 28 }, (_, index) => String(index + 1))
const LAST_DAY = '31'

interface Props {
  form: ServiceForm
  errors: Readonly<Record<string, FieldError>>
  planPriceCents: number | null
  onChange: (changed: Partial<ServiceForm>) => void
}

/** The fields of a new service, save its packages. */
export const ServiceFields: React.FC<Props> = ({ form, errors, planPriceCents, onChange }) => {
  const { desk, property: nameOf, value: labelOf } = useDeskWords()
  const name = (path: string) => nameOf(path, 'CustomerService')
  const dueDays = [
    ...DUE_DAYS.map((day) => [day, day] as const),
    [LAST_DAY, labelOf('dueDay', LAST_DAY, 'CustomerService')] as const,
  ]
  return (
    <>
      <HolderField
        label={name('customerId')}
        value={form.customerId}
        error={errors.customerId}
        onChange={(customerId) => onChange({ customerId })}
      />
      <Labelled id="planId" label={name('planId')} error={errors.planId} required>
        {(ids) => (
          <SelectRecord
            id={ids.id}
            resourceId="Plan"
            value={form.planId}
            invalid={ids['aria-invalid']}
            describedBy={ids['aria-describedby']}
            onChange={(planId) => onChange({ planId, left: [] })}
          />
        )}
      </Labelled>
      <Labelled id="dueDay" label={name('dueDay')} error={errors.dueDay} required>
        {(ids) => <Choice {...ids} value={form.dueDay} options={dueDays} onChange={(dueDay) => onChange({ dueDay })} />}
      </Labelled>
      <Labelled id="priceCents" label={name('priceCents')} hint={desk('priceHint')} error={errors.priceCents}>
        {(ids) => (
          <MoneyInput
            {...ids}
            placeholder={planPriceCents === null ? '' : formatMoneyInput(planPriceCents)}
            value={form.priceCents}
            onChange={(priceCents) => onChange({ priceCents })}
          />
        )}
      </Labelled>
      <Labelled id="number" label={name('number')} hint={desk('numberHint')} error={errors.number}>
        {(ids) => (
          <input
            {...ids}
            className="cp-input"
            autoComplete="off"
            value={form.number}
            onChange={({ target }) => onChange({ number: target.value })}
          />
        )}
      </Labelled>
      <Labelled id="externalId" label={name('externalId')} error={errors.externalId}>
        {(ids) => (
          <input
            {...ids}
            className="cp-input"
            autoComplete="off"
            value={form.externalId}
            onChange={({ target }) => onChange({ externalId: target.value })}
          />
        )}
      </Labelled>
      <Labelled id="activate" label={desk('start')} error={errors.activate} group>
        {() =>
          (['false', 'true'] as const).map((activate) => (
            <label key={activate} className="cp-tick">
              <input
                type="radio"
                name="activate"
                value={activate}
                checked={form.activate === activate}
                onChange={() => onChange({ activate })}
              />
              <span>{desk(activate === 'true' ? 'startNow' : 'startWaiting')}</span>
            </label>
          ))
        }
      </Labelled>
      <ConsentField
        value={form.consentChannel}
        error={errors.consentChannel}
        onChange={(consentChannel) => onChange({ consentChannel })}
      />
    </>
  )
}
