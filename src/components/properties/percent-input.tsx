import React from 'react'

type Props = Omit<React.InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> & {
  value: string
  onChange: (value: string) => void
}

/** A percentage as people type it, `33,33`; what can't be one is left to the server to refuse. */
export const PercentInput: React.FC<Props> = ({ value, onChange, ...input }) => (
  <span className="cp-percent">
    <input
      {...input}
      className="cp-input cp-percent-input"
      inputMode="decimal"
      autoComplete="off"
      value={value.replace('.', ',')}
      onChange={(event) => onChange(event.target.value)}
    />
    <span className="cp-percent-sign" aria-hidden="true">
      %
    </span>
  </span>
)
