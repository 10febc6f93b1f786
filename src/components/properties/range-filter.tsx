import type { ReactNode } from 'react'
import React from 'react'
import { useWords } from '../words.js'
import { Field } from './field.js'
import type { FilterProps } from './property-props.js'

interface End {
  id: string
  value: string
  onChange: (value: string) => void
}

/** Two inputs, from and to, either of which may stay empty. */
export const RangeFilter: React.FC<FilterProps & { children: (end: End & { isEnd: boolean }) => ReactNode }> = ({
  property,
  filter,
  onChange,
  children,
}) => {
  const { word } = useWords()
  return (
    <Field property={property} filter group>
      {({ id }) => (
        <div className="cp-range">
          {(['from', 'to'] as const).map((end) => {
            const key = `${property.path}~~${end}`
            return (
              <label key={end} className="cp-range-end" htmlFor={`${id}-${end}`}>
                <span>{word(end)}</span>
                {children({
                  id: `${id}-${end}`,
                  value: filter[key] ?? '',
                  onChange: (value) => onChange(key, value),
                  isEnd: end === 'to',
                })}
              </label>
            )
          })}
        </div>
      )}
    </Field>
  )
}
