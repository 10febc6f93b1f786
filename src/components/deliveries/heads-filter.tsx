import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import { DateInput } from '../properties/date-input.js'
import type { FailedHeadChoices } from './delivery-data.js'

/** The filter of *Filas paradas* as its fields hold it; empty text for no condition. */
export const NO_FILTER = {
  integrationId: '',
  error: '',
  eventType: '',
  failedFrom: '',
  failedBefore: '',
  withWaiting: '',
}
export type HeadsFilterValues = typeof NO_FILTER

const isBadInstant = (text: string): boolean => text !== '' && Number.isNaN(Date.parse(text))

/** What is asked of the server: the conditions that are set; null while a date is not one yet. */
export const askedOf = (values: HeadsFilterValues): Record<string, string> | null =>
  isBadInstant(values.failedFrom) || isBadInstant(values.failedBefore)
    ? null
    : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))

interface Props {
  values: HeadsFilterValues
  choices: FailedHeadChoices
  onChange: (changed: Partial<HeadsFilterValues>) => void
}

/** Narrows the parked lanes by platform, error, type and time of the last attempt. */
export const HeadsFilter: React.FC<Props> = ({ values, choices, onChange }) => {
  const { desk, word, value: labelOf, property: nameOf, failure: inWords } = useDeskWords()
  const select = (
    name: 'integrationId' | 'error' | 'eventType',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <Labelled id={name} label={label}>
      {(ids) => (
        <select
          {...ids}
          className="cp-input cp-select"
          value={values[name]}
          onChange={({ target }) => onChange({ [name]: target.value })}
        >
          <option value="">{name === 'integrationId' ? desk('allPlatforms') : word('all')}</option>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
  const instant = (name: 'failedFrom' | 'failedBefore') => (
    <Labelled id={name} label={desk(name)} error={isBadInstant(values[name]) ? { message: 'invalidDate' } : undefined}>
      {(ids) => <DateInput {...ids} withTime value={values[name]} onChange={(value) => onChange({ [name]: value })} />}
    </Labelled>
  )
  const errorText = (error: string): string =>
    /^\d{3}$/.test(error) ? desk('errorStatus', { status: error }) : inWords(error)
  return (
    <div className="cp-desk-card cp-heads-filter">
      <div className="cp-desk-fields">
        {select(
          'integrationId',
          nameOf('integrationId', 'WebhookEvent'),
          choices.integrations.map(({ id, name }) => [String(id), name]),
        )}
        {select(
          'error',
          desk('error'),
          choices.errors.map((error) => [error, errorText(error)]),
        )}
        {select(
          'eventType',
          nameOf('type', 'WebhookEvent'),
          choices.types.map((type) => [type, labelOf('type', type, 'WebhookEvent')]),
        )}
        {instant('failedFrom')}
        {instant('failedBefore')}
      </div>
      <label className="cp-tick">
        <input
          type="checkbox"
          name="withWaiting"
          checked={values.withWaiting === 'true'}
          onChange={({ target }) => onChange({ withWaiting: target.checked ? 'true' : '' })}
        />
        <span>{desk('includeWaiting')}</span>
      </label>
    </div>
  )
}
