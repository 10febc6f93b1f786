import React from 'react'
import { useWords } from '../words.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** Text as it is or, for a property with fixed values, the value's label. */
const Text: React.FC<ValueProps> = (props) => {
  const { property } = props
  const { value: labelOf } = useWords()
  const value = rawValue(props)
  const isChoice = property.availableValues?.some((option) => String(option.value) === value)
  return (
    <ShownValue {...props}>
      {value === null ? null : (
        <span className="cp-text">{isChoice ? labelOf(property.path, value, property.resourceId) : value}</span>
      )}
    </ShownValue>
  )
}
export default Text
