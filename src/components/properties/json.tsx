import { flat } from 'adminjs'
import React from 'react'
import type { ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** Text that is JSON is indented; any other text stays as it is. */
const pretty = (value: unknown): string => {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2)
  try {
    return JSON.stringify(JSON.parse(value), null, 2)
  } catch {
    return value
  }
}

/** An object or a long text (a body that was sent, an answer) as plain text, wrapped; never as markup. */
const Json: React.FC<ValueProps> = (props) => {
  const value: unknown = flat.get(props.record.params, props.property.path)
  const isEmpty = value === undefined || value === null || value === ''
  return (
    <ShownValue {...props}>
      {isEmpty ? null : props.where === 'show' ? (
        <pre className="cp-pre">{pretty(value)}</pre>
      ) : (
        <code className="cp-code-line">{typeof value === 'string' ? value : JSON.stringify(value)}</code>
      )}
    </ShownValue>
  )
}
export default Json
