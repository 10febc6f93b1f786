import { flat } from 'adminjs'
import React from 'react'
import type { EditProps } from './property-props.js'
import TextEdit from './text-edit.js'

interface OnlyWhen {
  /** Another property of the form. */
  path: string
  /** Its value, or one of its values. */
  has: string
}

/** A line of text that is asked only while another field has a certain value (`custom.onlyWhen`). */
const OnlyWhenEdit: React.FC<EditProps> = (props) => {
  const { path, has } = props.property.custom.onlyWhen as OnlyWhen
  const other: unknown = flat.get(props.record.params, path)
  const isAsked = Array.isArray(other) ? other.includes(has) : other === has
  return isAsked ? <TextEdit {...props} /> : null
}
export default OnlyWhenEdit
