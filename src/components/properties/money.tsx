import React from 'react'
import { centsOf, formatMoney } from '../../locale/format.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** An amount in reais. */
const Money: React.FC<ValueProps> = (props) => {
  const value = rawValue(props)
  const cents = centsOf(value ?? '')
  return (
    <ShownValue {...props}>
      {value === null ? null : <span className="cp-number">{cents === null ? value : formatMoney(cents)}</span>}
    </ShownValue>
  )
}
export default Money
