import React from 'react'
import { formatDocument, formatPhone } from '../../locale/format.js'
import { rawValue, type ValueProps } from '../properties/property-props.js'
import { ShownValue } from '../properties/shown-value.js'
import { useShownPersonalData } from './shown-personal-data.js'

const FORMATS: Readonly<Record<string, (value: string) => string>> = { document: formatDocument, phone: formatPhone }

/** A document, e-mail or phone on a customer's page: masked as it came, in the clear once somebody asked for it. */
const PersonalValue: React.FC<ValueProps> = (props) => {
  const path = props.property.path as 'document' | 'email' | 'phone'
  const shown = useShownPersonalData(String(props.record.id))
  const clear = shown?.[path]
  const value = clear ? (FORMATS[path]?.(clear) ?? clear) : rawValue(props)
  return <ShownValue {...props}>{value && <span className="cp-number">{value}</span>}</ShownValue>
}
export default PersonalValue
