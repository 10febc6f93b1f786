import React from 'react'
import { rawValue, type ValueProps } from '../properties/property-props.js'
import { ShownValue } from '../properties/shown-value.js'
import type { AlertData } from './alert-data.js'
import { useAlertWords } from './use-alert-words.js'

/** An alert's sentence in the list. */
const AlertWhat: React.FC<ValueProps> = (props) => {
  const words = useAlertWords()
  const value = rawValue(props)
  return <ShownValue {...props}>{value && words(JSON.parse(value) as AlertData).what}</ShownValue>
}
export default AlertWhat
