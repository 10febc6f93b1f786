import React from 'react'
import { useDeskWords } from '../desk-words.js'
import { Choice } from '../forms/choice.js'
import { Labelled } from '../forms/labelled.js'
import type { FieldError } from '../words.js'

const CHANNELS = ['telefone', 'whatsapp', 'presencial', 'site', 'contrato'] as const

interface Props {
  value: string
  error: FieldError | undefined
  onChange: (channel: string) => void
}

/** BR-26: how the customer agreed. Never chosen by the form itself. */
export const ConsentField: React.FC<Props> = ({ value, error, onChange }) => {
  const { desk, property: nameOf, value: labelOf } = useDeskWords()
  const resourceId = 'PackageSubscription'
  return (
    <Labelled
      id="consentChannel"
      label={nameOf('consentChannel', resourceId)}
      hint={desk('consentHint')}
      error={error}
      required
    >
      {(ids) => (
        <Choice
          {...ids}
          value={value}
          options={CHANNELS.map((channel) => [channel, labelOf('consentChannel', channel, resourceId)])}
          onChange={onChange}
        />
      )}
    </Labelled>
  )
}
