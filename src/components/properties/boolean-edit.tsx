import React from 'react'
import { useWords } from '../words.js'
import { type EditProps, errorOf, rawValue } from './property-props.js'

/** A switch with its label beside it. */
const BooleanEdit: React.FC<EditProps> = ({ property, record, onChange }) => {
  const { property: nameOf, hint: hintOf, issue } = useWords()
  const hint = hintOf(property.path, property.resourceId)
  const message = issue(errorOf(record, property.path))
  const { path } = property
  const isOn = rawValue({ record, property }) === 'true'
  return (
    <div className={`cp-field cp-field-switch${message ? ' cp-field-bad' : ''}`} data-path={path}>
      <label className="cp-switch-line" htmlFor={path}>
        <input
          type="checkbox"
          role="switch"
          className="cp-switch"
          id={path}
          name={path}
          checked={isOn}
          aria-checked={isOn}
          disabled={property.isDisabled}
          aria-invalid={Boolean(message)}
          aria-describedby={hint ? `${path}-hint` : undefined}
          onChange={(event) => onChange(path, event.target.checked)}
        />
        <span className="cp-label">{nameOf(property.label, property.resourceId)}</span>
      </label>
      {hint && (
        <div className="cp-hint" id={`${path}-hint`}>
          {hint}
        </div>
      )}
      {message && (
        <div className="cp-error" role="alert">
          {message}
        </div>
      )}
    </div>
  )
}
export default BooleanEdit
