import React from 'react'

interface Props {
  name: string
  options: readonly (readonly [string, string])[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Some of a list, each with a tick; a long list scrolls by itself. */
export const Ticks: React.FC<Props> = ({ name, options, chosen, onChange }) => (
  <div className="cp-bulk-ticks">
    {options.map(([value, label]) => (
      <label key={value} className="cp-tick">
        <input
          type="checkbox"
          className="cp-check"
          name={name}
          value={value}
          checked={chosen.includes(value)}
          onChange={({ target: { checked } }) =>
            onChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
        />
        <span>{label}</span>
      </label>
    ))}
  </div>
)
