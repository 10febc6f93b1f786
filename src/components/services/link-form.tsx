import React, { type FormEvent, useState } from 'react'
import { centsOf, formatMoney, moneyEntry } from '../../locale/format.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Choice } from '../forms/choice.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import { DateInput } from '../properties/date-input.js'
import { MoneyInput } from '../properties/money-input.js'
import { ConsentField } from './consent-field.js'
import type { CandidateData } from './service-data.js'

interface Props {
  serviceId: string
  candidates: readonly CandidateData[]
  onDone: () => void
  onCancel: () => void
}

const EMPTY = { packageId: '', priceCents: '', expiresOn: '', consentChannel: '', confirmZeroPrice: false }

const startOf = (candidate: CandidateData | undefined) => ({
  priceCents: candidate ? moneyEntry(candidate.priceCents) : '',
  expiresOn: candidate?.defaultExpiresOn ?? '',
  confirmZeroPrice: false,
})

/** Links a package: offers only what the rules allow, with the price and the term that it has by default. */
export const LinkForm: React.FC<Props> = ({ serviceId, candidates, onDone, onCancel }) => {
  const { desk, property: nameOf } = useDeskWords()
  const [form, setForm] = useState(EMPTY)
  const target = { resourceId: 'CustomerService', recordId: serviceId, actionName: 'linkPackage' }
  const { post, isBusy, errors, refusal, forget } = useActionForm(target)
  const change = (changed: Partial<typeof EMPTY>): void => {
    setForm((current) => ({ ...current, ...changed }))
    forget(Object.keys(changed))
  }
  const chosen = candidates.find(({ packageId }) => String(packageId) === form.packageId)
  const isFree = centsOf(form.priceCents) === 0
  const asksZero =
    Boolean(errors.confirmZeroPrice) || (isFree && chosen?.commercialMode === 'avulso' && chosen.priceCents !== 0)
  const name = (path: string) => nameOf(path, 'PackageSubscription')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ ...form, confirmZeroPrice: String(form.confirmZeroPrice) })) onDone()
  }
  return (
    <form className="cp-desk-inline" onSubmit={submit} noValidate aria-label={desk('addPackage')}>
      <h3>{desk('addPackage')}</h3>
      <div className="cp-desk-fields">
        <Labelled id="packageId" label={name('packageId')} error={errors.packageId} required wide>
          {(ids) => (
            <Choice
              {...ids}
              value={form.packageId}
              options={candidates.map((item) => [
                String(item.packageId),
                [item.name, formatMoney(item.priceCents), item.integration ?? desk('noPlatform')].join(' · '),
              ])}
              onChange={(packageId) =>
                change({ packageId, ...startOf(candidates.find((item) => String(item.packageId) === packageId)) })
              }
            />
          )}
        </Labelled>
        <Labelled id="priceCents" label={name('priceCents')} error={errors.priceCents}>
          {(ids) => <MoneyInput {...ids} value={form.priceCents} onChange={(priceCents) => change({ priceCents })} />}
        </Labelled>
        <Labelled id="expiresOn" label={name('expiresOn')} hint={desk('expiresHint')} error={errors.expiresOn}>
          {(ids) => (
            <DateInput
              {...ids}
              withTime={false}
              value={form.expiresOn}
              onChange={(expiresOn) => change({ expiresOn })}
            />
          )}
        </Labelled>
        <ConsentField
          value={form.consentChannel}
          error={errors.consentChannel}
          onChange={(consentChannel) => change({ consentChannel })}
        />
        {asksZero && (
          <Labelled id="confirmZeroPrice" label={desk('zeroPrice')} error={errors.confirmZeroPrice} group wide>
            {(ids) => (
              <label className="cp-tick">
                <input
                  {...ids}
                  type="checkbox"
                  className="cp-check"
                  checked={form.confirmZeroPrice}
                  onChange={({ target: { checked } }) => change({ confirmZeroPrice: checked })}
                />
                <span>{desk('zeroPriceConfirm')}</span>
              </label>
            )}
          </Labelled>
        )}
      </div>
      <FormFoot
        label={desk('linkPackage')}
        isBusy={isBusy}
        resourceId="CustomerService"
        refusal={refusal}
        onCancel={onCancel}
      />
    </form>
  )
}
