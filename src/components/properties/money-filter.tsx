import React from 'react'
import { MoneyInput } from './money-input.js'
import type { FilterProps } from './property-props.js'
import { RangeFilter } from './range-filter.js'

/** Filters amounts by range; the ends travel as `1234,50`. */
const MoneyFilter: React.FC<FilterProps> = (props) => (
  <RangeFilter {...props}>
    {({ id, value, onChange }) => <MoneyInput id={id} value={value} onChange={onChange} />}
  </RangeFilter>
)
export default MoneyFilter
