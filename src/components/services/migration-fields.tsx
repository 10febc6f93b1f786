import React from 'react'
import { formatMoneyInput } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import { ReasonField } from '../forms/reason-field.js'
import { MoneyInput } from '../properties/money-input.js'
import type { FieldError } from '../words.js'
import { ConsentField } from './consent-field.js'
import type { MigrationForm } from './migration-form.js'
import type { MigrationData } from './service-data.js'

interface Props {
  form: MigrationForm
  errors: Readonly<Record<string, FieldError>>
  migration: MigrationData | null
  /** The service was not activated yet. */
  isWaiting: boolean
  onChange: (changed: Partial<MigrationForm>) => void
}

/** The fields of a migration besides its plan and packages. */
export const MigrationFields: React.FC<Props> = ({ form, errors, migration, isWaiting, onChange }) => {
  const { desk, property: nameOf } = useDeskWords()
  const name = (path: string) => nameOf(path, 'CustomerService')
  const activate = form.activate ?? String(!isWaiting)
  const priceCents = migration?.plan?.priceCents ?? null
  return (
    <>
      <Labelled id="activate" label={desk('start')} error={errors.activate} group>
        {() =>
          (['true', 'false'] as const).map((value) => (
            <label key={value} className="cp-tick">
              <input
                type="radio"
                name="activate"
                value={value}
                checked={activate === value}
                onChange={() => onChange({ activate: value })}
              />
              <span>
                {desk(value === 'true' ? 'migrateNow' : isWaiting ? 'migrateStillWaiting' : 'migrateWaiting')}
                {value === 'false' && !isWaiting && <em className="cp-desk-why">{desk('migrateWaitingHint')}</em>}
              </span>
            </label>
          ))
        }
      </Labelled>
      <Labelled id="priceCents" label={name('priceCents')} hint={desk('priceHint')} error={errors.priceCents}>
        {(ids) => (
          <MoneyInput
            {...ids}
            placeholder={priceCents === null ? '' : formatMoneyInput(priceCents)}
            value={form.priceCents}
            onChange={(cents) => onChange({ priceCents: cents })}
          />
        )}
      </Labelled>
      {(['number', 'externalId'] as const).map((path) => (
        <Labelled
          key={path}
          id={path}
          label={name(path)}
          error={errors[path]}
          {...(path === 'number' ? { hint: desk('numberHint') } : {})}
        >
          {(ids) => (
            <input
              {...ids}
              className="cp-input"
              autoComplete="off"
              value={form[path]}
              onChange={({ target }) => onChange({ [path]: target.value })}
            />
          )}
        </Labelled>
      ))}
      <ConsentField
        value={form.consentChannel}
        error={errors.consentChannel}
        onChange={(consentChannel) => onChange({ consentChannel })}
      />
      <ReasonField
        value={form.reason}
        error={errors.reason}
        required={false}
        onChange={(reason) => onChange({ reason })}
      />
    </>
  )
}
