import React from 'react'
import type { ValueProps } from './property-props.js'
import ReferenceValue from './reference-value.js'
import { ShownValue } from './shown-value.js'

/** A referenced record on a list or on a record's page. */
const Reference: React.FC<ValueProps> = (props) => (
  <ShownValue {...props}>
    <ReferenceValue {...props} />
  </ShownValue>
)
export default Reference
