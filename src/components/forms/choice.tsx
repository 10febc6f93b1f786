import React from 'react'
import { useWords } from '../words.js'

interface Props {
  id: string
  name: string
  value: string
  /** Values with their labels, in the order in which they are offered. */
  options: readonly (readonly [string, string])[]
  onChange: (value: string) => void
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
}

/** One of a few values. Starts with none, so that nobody's choice is made by the form. */
export const Choice: React.FC<Props> = ({ options, onChange, ...rest }) => {
  const { word } = useWords()
  return (
    <select {...rest} className="cp-input cp-select" onChange={({ target }) => onChange(target.value)}>
      <option value="">{word('choose')}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
