import React from 'react'
import { formatDocument } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import { SelectRecord } from '../properties/select-record.js'
import type { FieldError } from '../words.js'

interface Props {
  label: string
  value: string
  error: FieldError | undefined
  onChange: (customerId: string) => void
}

/** Finds a customer by name, code or document. */
export const HolderField: React.FC<Props> = ({ label, value, error, onChange }) => {
  const { desk } = useDeskWords()
  return (
    <Labelled id="customerId" label={label} hint={desk('customerHint')} error={error} required>
      {(ids) => (
        <SelectRecord
          id={ids.id}
          resourceId="Customer"
          value={value}
          invalid={ids['aria-invalid']}
          describedBy={ids['aria-describedby']}
          detail={({ params }) => [params.code, params.document && formatDocument(String(params.document))]}
          onChange={onChange}
        />
      )}
    </Labelled>
  )
}
