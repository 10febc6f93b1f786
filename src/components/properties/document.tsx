import React from 'react'
import { formatDocument, formatPhone } from '../../locale/format.js'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** A CPF, CNPJ (or a phone, with `custom.format: 'phone'`) with punctuation; one masked by the server as it came. */
const Document: React.FC<ValueProps> = (props) => {
  const value = rawValue(props)
  const format = props.property.custom.format === 'phone' ? formatPhone : formatDocument
  return <ShownValue {...props}>{value && <span className="cp-number">{format(value)}</span>}</ShownValue>
}
export default Document
