import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Choice } from '../forms/choice.js'
import { Labelled } from '../forms/labelled.js'
import { ReasonField } from '../forms/reason-field.js'
import { DateInput } from '../properties/date-input.js'
import type { FieldError } from '../words.js'
import type { ServiceOverviewData } from './service-data.js'

export type ServiceActionName =
  | 'activate'
  | 'suspend'
  | 'enable'
  | 'trustUnlock'
  | 'protect'
  | 'changeStatus'
  | 'cancel'

export interface ServiceActionForm {
  kind: string
  reason: string
  confirmed: boolean
  /** Kinds of open blocks that stay. */
  left: readonly string[]
  /** Days of a trust unlock; null for those that are proposed. */
  days: string | null
  /** Last protected day; null for the one that is saved. */
  until: string | null
  /** Id of the status to be shown. */
  statusId: string
}

const OPTIONAL_REASON: readonly ServiceActionName[] = ['suspend', 'trustUnlock', 'protect', 'changeStatus']

interface Props {
  name: ServiceActionName
  form: ServiceActionForm
  data: ServiceOverviewData
  errors: Readonly<Record<string, FieldError>>
  onChange: (changed: Partial<ServiceActionForm>) => void
}

/** What each action asks: why, for which reason it suspends, which blocks it closes, that it is meant. */
export const ActionFields: React.FC<Props> = ({ name, form, data, errors, onChange }) => {
  const { desk, property: nameOf, value: labelOf, timeZone } = useDeskWords()
  if (name === 'activate') return null
  const { service, trustUnlock, suspendKinds, otherStatuses } = data
  const blocks = service.openBlocks
  return (
    <div className="cp-desk-fields">
      {name === 'suspend' && (
        <Labelled id="kind" label={desk('suspendKind')} error={errors.kind} required group wide>
          {() =>
            suspendKinds.map((kind) => (
              <label key={kind} className="cp-tick">
                <input
                  type="radio"
                  name="kind"
                  value={kind}
                  checked={form.kind === kind}
                  disabled={blocks.some((block) => block.kind === kind)}
                  onChange={() => onChange({ kind })}
                />
                <span>
                  {labelOf('kind', kind, 'ServiceBlock')}
                  {blocks.some((block) => block.kind === kind) && (
                    <em className="cp-desk-why">{desk('alreadyStands')}</em>
                  )}
                </span>
              </label>
            ))
          }
        </Labelled>
      )}
      {name === 'enable' && (
        <Labelled id="kinds" label={desk('blocksToClose')} error={errors.kinds} required group wide>
          {() =>
            blocks.map(({ id, kind, reason, openedAt }) => (
              <label key={id} className="cp-tick">
                <input
                  type="checkbox"
                  className="cp-check"
                  checked={!form.left.includes(kind)}
                  onChange={({ target: { checked } }) =>
                    onChange({ left: checked ? form.left.filter((one) => one !== kind) : [...form.left, kind] })
                  }
                />
                <span>
                  {labelOf('kind', kind, 'ServiceBlock')}
                  <em className="cp-desk-why">
                    {desk('blockSince', { at: formatDateTime(openedAt, timeZone) })}
                    {reason && ` · ${reason}`}
                  </em>
                </span>
              </label>
            ))
          }
        </Labelled>
      )}
      {name === 'trustUnlock' && (
        <Labelled
          id="days"
          label={desk('trustUnlockDays')}
          hint={desk('trustUnlockDaysHint', { max: trustUnlock.maxDays })}
          error={errors.days}
          required
        >
          {(ids) => (
            <input
              {...ids}
              className="cp-input cp-input-short"
              inputMode="numeric"
              autoComplete="off"
              value={form.days ?? String(trustUnlock.defaultDays)}
              onChange={({ target }) => onChange({ days: target.value })}
            />
          )}
        </Labelled>
      )}
      {name === 'changeStatus' && (
        <Labelled id="statusId" label={desk('newStatus')} error={errors.statusId} required>
          {(ids) => (
            <Choice
              {...ids}
              value={form.statusId}
              options={otherStatuses.map(({ id, label }) => [String(id), label])}
              onChange={(statusId) => onChange({ statusId })}
            />
          )}
        </Labelled>
      )}
      {name === 'protect' && (
        <Labelled
          id="doNotSuspendUntil"
          label={nameOf('doNotSuspendUntil', 'CustomerService')}
          hint={desk('protectHint')}
          error={errors.doNotSuspendUntil}
        >
          {(ids) => (
            <DateInput
              {...ids}
              withTime={false}
              value={form.until ?? service.doNotSuspendUntil ?? ''}
              onChange={(until) => onChange({ until })}
            />
          )}
        </Labelled>
      )}
      <ReasonField
        value={form.reason}
        error={errors.reason}
        required={!OPTIONAL_REASON.includes(name)}
        onChange={(reason) => onChange({ reason })}
      />
      {name === 'cancel' && (
        <Labelled id="confirmed" label={desk('confirmation')} error={errors.confirmed} required group wide>
          {() => (
            <label className="cp-tick">
              <input
                type="checkbox"
                className="cp-check"
                checked={form.confirmed}
                onChange={({ target: { checked } }) => onChange({ confirmed: checked })}
              />
              <span>{desk('cancelConfirm')}</span>
            </label>
          )}
        </Labelled>
      )}
    </div>
  )
}
