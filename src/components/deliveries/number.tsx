import React from 'react'
import { rawValue, type ValueProps } from '../properties/property-props.js'
import { ShownValue } from '../properties/shown-value.js'

/** A plain number, in a column as narrow as it is. */
const NumberValue: React.FC<ValueProps> = (props) => {
  const value = rawValue(props)
  return <ShownValue {...props}>{value === null ? null : <span className="cp-number">{value}</span>}</ShownValue>
}
export default NumberValue
