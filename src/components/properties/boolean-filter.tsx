import React from 'react'
import { useWords } from '../words.js'
import { Field } from './field.js'
import type { FilterProps } from './property-props.js'

/** Todos, Sim or Não. */
const BooleanFilter: React.FC<FilterProps> = ({ property, filter, onChange }) => {
  const { word } = useWords()
  return (
    <Field property={property} filter>
      {(ids) => (
        <select
          {...ids}
          className="cp-input cp-select"
          value={String(filter[property.path] ?? '')}
          onChange={(event) => onChange(property.path, event.target.value)}
        >
          <option value="">{word('all')}</option>
          <option value="true">{word('yes')}</option>
          <option value="false">{word('no')}</option>
        </select>
      )}
    </Field>
  )
}
export default BooleanFilter
