import React from 'react'
import { formatDate, formatDateTime, formatRelative } from '../../locale/format.js'
import { useWords } from '../words.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** A day, or an instant in the provider's time zone; an instant also says how long ago when pointed at. */
const DateValue: React.FC<ValueProps> = (props) => {
  const { timeZone } = useWords()
  const value = rawValue(props)
  const isDay = props.property.type === 'date'
  return (
    <ShownValue {...props}>
      {value === null ? null : isDay ? (
        <span className="cp-number">{formatDate(value.slice(0, 10))}</span>
      ) : (
        <time className="cp-number" dateTime={value} title={formatRelative(value, new Date())}>
          {formatDateTime(value, timeZone)}
        </time>
      )}
    </ShownValue>
  )
}
export default DateValue
