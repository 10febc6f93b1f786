import React from 'react'
import { formatDate, formatDateTime, parseDate, parseDateTime } from '../../locale/format.js'
import { useWords } from '../words.js'
import { DateInput } from './date-input.js'
import type { FilterProps } from './property-props.js'
import { RangeFilter } from './range-filter.js'

/** Filters by whole days; for instants these are days of the provider's time zone, the last one included. */
const DateFilter: React.FC<FilterProps> = (props) => {
  const { timeZone } = useWords()
  const isDay = props.property.type === 'date'
  const toDay = (stored: string): string => parseDate(formatDate(stored, timeZone)) ?? stored
  const fromDay = (day: string, isEnd: boolean): string => {
    if (isDay) return day
    const midnight = parseDateTime(`${formatDate(day)} ${isEnd ? '23:59' : '00:00'}`, timeZone)
    return midnight && formatDateTime(midnight) ? midnight.replace('00.000Z', isEnd ? '59.999Z' : '00.000Z') : day
  }
  return (
    <RangeFilter {...props}>
      {({ id, value, onChange, isEnd }) => (
        <DateInput
          id={id}
          withTime={false}
          value={isDay ? value : toDay(value)}
          onChange={(day) => onChange(day && fromDay(day, isEnd))}
        />
      )}
    </RangeFilter>
  )
}
export default DateFilter
