import React from 'react'
import { useDeskWords } from '../desk-words.js'
import type { FieldError } from '../words.js'
import { Labelled } from './labelled.js'

interface Props {
  value: string
  error: FieldError | undefined
  required: boolean
  onChange: (reason: string) => void
}

/** Why something is done, for the audit. */
export const ReasonField: React.FC<Props> = ({ value, error, required, onChange }) => {
  const { desk } = useDeskWords()
  return (
    <Labelled
      id="reason"
      label={desk(required ? 'reason' : 'noteOptional')}
      hint={desk('reasonHint')}
      error={error}
      required={required}
      wide
    >
      {(ids) => (
        <textarea
          {...ids}
          className="cp-input cp-text-area"
          rows={3}
          maxLength={500}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Labelled>
  )
}
