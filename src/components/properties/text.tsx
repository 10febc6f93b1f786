import React from 'react'
import { useWords } from '../words.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** A value's label where the locale has one; else the text as it is. */
const Text: React.FC<ValueProps> = (props) => {
  const { property } = props
  const { value: labelOf } = useWords()
  const value = rawValue(props)
  return (
    <ShownValue {...props}>
      {value === null ? null : <span className="cp-text">{labelOf(property.path, value, property.resourceId)}</span>}
    </ShownValue>
  )
}
export default Text
