import React from 'react'
import type { ValueProps } from './property-props.js'
import Text from './text.js'

/** Stands in for AdminJS's own value, which brings its own label along. */
const BareText: React.FC<ValueProps> = (props) => <Text {...props} where="list" />
export default BareText
