import React from 'react'
import { useWords } from '../words.js'
import { Badge, type Tone, toneOf } from './badge.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/**
 * A state as a badge. `custom.tones` gives a value its tone; for a reference, `custom.toneFrom` names the property of
 * the referenced record that decides it, and the record's title is the label.
 */
const Status: React.FC<ValueProps> = (props) => {
  const { property, record } = props
  const { value: labelOf } = useWords()
  const value = rawValue(props)
  const referenced = record.populated?.[property.path]
  const tones = property.custom.tones as Record<string, Tone> | undefined
  const state = referenced ? String(referenced.params[property.custom.toneFrom ?? 'code'] ?? '') : (value ?? '')
  const label = referenced ? referenced.title : labelOf(property.path, value ?? '', property.resourceId)
  return (
    <ShownValue {...props}>{value === null ? null : <Badge tone={toneOf(state, tones)}>{label}</Badge>}</ShownValue>
  )
}
export default Status
