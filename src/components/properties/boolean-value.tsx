import React from 'react'
import BooleanValue from './boolean.js'
import type { ValueProps } from './property-props.js'

/** Stands in for AdminJS's own value, which brings its own label along. */
const BareBoolean: React.FC<ValueProps> = (props) => <BooleanValue {...props} where="list" />
export default BareBoolean
