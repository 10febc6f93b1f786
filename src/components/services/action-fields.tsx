import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import type { FieldError } from '../words.js'
import type { BlockData } from './service-data.js'

export type ServiceActionName = 'activate' | 'suspend' | 'enable' | 'cancel'

export interface ServiceActionForm {
  kind: string
  reason: string
  confirmed: boolean
  /** Kinds of open blocks that stay. */
  left: readonly string[]
}

interface Props {
  name: ServiceActionName
  form: ServiceActionForm
  blocks: readonly BlockData[]
  errors: Readonly<Record<string, FieldError>>
  onChange: (changed: Partial<ServiceActionForm>) => void
}

/** What each action asks: why, for which reason it suspends, which blocks it closes, that it is meant. */
export const ActionFields: React.FC<Props> = ({ name, form, blocks, errors, onChange }) => {
  const { desk, value: labelOf, timeZone } = useDeskWords()
  if (name === 'activate') return null
  return (
    <div className="cp-desk-fields">
      {name === 'suspend' && (
        <Labelled id="kind" label={desk('suspendKind')} error={errors.kind} required group wide>
          {() =>
            (['debt', 'request'] as const).map((kind) => (
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
                  {desk(kind === 'debt' ? 'suspendForDebt' : 'suspendOnRequest')}
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
      <Labelled
        id="reason"
        label={desk(name === 'suspend' ? 'noteOptional' : 'reason')}
        hint={desk('reasonHint')}
        error={errors.reason}
        required={name !== 'suspend'}
        wide
      >
        {(ids) => (
          <textarea
            {...ids}
            className="cp-input cp-text-area"
            rows={3}
            maxLength={500}
            value={form.reason}
            onChange={({ target }) => onChange({ reason: target.value })}
          />
        )}
      </Labelled>
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
