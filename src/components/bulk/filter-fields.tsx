import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Choice } from '../forms/choice.js'
import { Labelled } from '../forms/labelled.js'
import { DateInput } from '../properties/date-input.js'
import type { FieldError } from '../words.js'
import type { BulkChoices } from './bulk-data.js'
import { ABOUT_LINKED, type BulkForm } from './bulk-form.js'
import { Ticks } from './ticks.js'

interface Props {
  form: BulkForm
  choices: BulkChoices
  errors: Readonly<Record<string, FieldError>>
  onChange: (changed: Partial<BulkForm>) => void
}

/** Which services: what is filled in must hold, of a list one of the ticked. */
export const FilterFields: React.FC<Props> = ({ form, choices, errors, onChange }) => {
  const { desk, value: labelOf, issue } = useDeskWords()
  const inactive = ({ name, active }: { name: string; active: boolean }): string =>
    active ? name : `${name} (${desk('bulkInactive')})`
  const isAboutLinked = ABOUT_LINKED.includes(form.kind)
  const personType = (
    <Labelled id="personType" label={desk('bulkPersonType')} error={errors['filter.personType']}>
      {(ids) => (
        <Choice
          {...ids}
          value={form.personType}
          options={['pf', 'pj'].map((type) => [type, labelOf('personType', type, 'Customer')])}
          onChange={(personType) => onChange({ personType })}
        />
      )}
    </Labelled>
  )
  return (
    <section className="cp-bulk-part">
      <h2>{desk('bulkWhich')}</h2>
      <p className="cp-desk-soft">
        {isAboutLinked && `${desk('bulkWhichPackage')} `}
        {desk('bulkWhichHint')}
      </p>
      {errors.filter && (
        <div className="cp-error" role="alert">
          {issue(errors.filter)}
        </div>
      )}
      <div className="cp-desk-fields">
        <Labelled id="planIds" label={desk('bulkPlans')} error={errors['filter.planIds']} group>
          {() => (
            <Ticks
              name="planIds"
              options={choices.plans.map((plan) => [String(plan.id), inactive(plan)])}
              chosen={form.planIds}
              onChange={(planIds) => onChange({ planIds })}
            />
          )}
        </Labelled>
        <Labelled id="statusIds" label={desk('bulkStatuses')} error={errors['filter.statusIds']} group>
          {() => (
            <Ticks
              name="statusIds"
              options={choices.statuses.map(({ id, name }) => [String(id), name])}
              chosen={form.statusIds}
              onChange={(statusIds) => onChange({ statusIds })}
            />
          )}
        </Labelled>
        {!isAboutLinked && (
          <Labelled id="linkedPackageId" label={desk('bulkLinkedPackage')} error={errors['filter.linkedPackageId']}>
            {(ids) => (
              <Choice
                {...ids}
                value={form.linkedPackageId}
                options={choices.packages.map((item) => [String(item.id), inactive(item)])}
                onChange={(linkedPackageId) => onChange({ linkedPackageId })}
              />
            )}
          </Labelled>
        )}
        <Labelled id="integrationId" label={desk('bulkIntegration')} error={errors['filter.integrationId']}>
          {(ids) => (
            <Choice
              {...ids}
              value={form.integrationId}
              options={choices.integrations.map((item) => [String(item.id), inactive(item)])}
              onChange={(integrationId) => onChange({ integrationId })}
            />
          )}
        </Labelled>
        {isAboutLinked && personType}
        {(['activatedFrom', 'activatedTo'] as const).map((name) => (
          <Labelled
            key={name}
            id={name}
            label={desk(name === 'activatedFrom' ? 'bulkActivatedFrom' : 'bulkActivatedTo')}
            error={errors[`filter.${name}`]}
          >
            {(ids) => (
              <DateInput {...ids} withTime={false} value={form[name]} onChange={(day) => onChange({ [name]: day })} />
            )}
          </Labelled>
        ))}
        {!isAboutLinked && personType}
        <Labelled
          id="serviceNumbers"
          label={desk('bulkNumbers')}
          hint={desk('bulkNumbersHint')}
          error={errors['filter.serviceNumbers']}
          wide
        >
          {(ids) => (
            <textarea
              {...ids}
              className="cp-input cp-text-area"
              rows={3}
              value={form.serviceNumbers}
              onChange={({ target }) => onChange({ serviceNumbers: target.value })}
            />
          )}
        </Labelled>
      </div>
    </section>
  )
}
