import { ViewHelpers } from 'adminjs'
import React from 'react'
import { Link } from 'react-router-dom'
import { rawValue, type ValueProps } from './property-props.js'
import { ShownValue } from './shown-value.js'

/** The title of the referenced record, a link to it where the reader may open it. */
const ReferenceValue: React.FC<ValueProps> = ({ property, record }) => {
  const value = rawValue({ record, property })
  const referenced = record.populated?.[property.path]
  const label = referenced?.title || value
  const isOpen = referenced?.recordActions?.some((action) => action.name === 'show') ?? false
  const content =
    value !== null && isOpen && property.reference ? (
      <Link
        className="cp-link"
        to={new ViewHelpers().recordActionUrl({
          resourceId: property.reference,
          recordId: value,
          actionName: 'show',
        })}
      >
        {label}
      </Link>
    ) : (
      label
    )
  return <ShownValue property={property}>{content}</ShownValue>
}
export default ReferenceValue
