import React from 'react'
import { formatDuration } from '../../locale/format.js'
import { rawValue, type ValueProps } from '../properties/property-props.js'
import { ShownValue } from '../properties/shown-value.js'

/** Milliseconds as people read a duration. */
const Duration: React.FC<ValueProps> = (props) => {
  const value = rawValue(props)
  return (
    <ShownValue {...props}>
      {value === null ? null : <span className="cp-number">{formatDuration(Number(value))}</span>}
    </ShownValue>
  )
}
export default Duration
