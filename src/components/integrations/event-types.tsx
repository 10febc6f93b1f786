import { flat } from 'adminjs'
import React from 'react'
import type { ValueProps } from '../properties/property-props.js'
import { ShownValue } from '../properties/shown-value.js'
import { useWords } from '../words.js'

/** The events that a platform is told of, by name. */
const EventTypes: React.FC<ValueProps> = (props) => {
  const { property, record } = props
  const { value: labelOf } = useWords()
  const chosen: unknown = flat.get(record.params, property.path)
  const names = Array.isArray(chosen)
    ? chosen.map((type) => labelOf(property.path, String(type), property.resourceId))
    : []
  return <ShownValue {...props}>{names.length > 0 ? names.join(' · ') : null}</ShownValue>
}
export default EventTypes
