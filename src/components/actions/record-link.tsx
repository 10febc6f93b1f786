import { ViewHelpers } from 'adminjs'
import type { ReactNode } from 'react'
import React from 'react'
import { Link } from 'react-router-dom'

interface Props {
  resourceId: string
  recordId: string | number
  actionName?: string
  children: ReactNode
}

/** Leads to a record's page, or to one of its actions. */
export const RecordLink: React.FC<Props> = ({ resourceId, recordId, actionName = 'show', children }) => (
  <Link
    className="cp-link"
    to={new ViewHelpers().recordActionUrl({ resourceId, recordId: String(recordId), actionName })}
  >
    {children}
  </Link>
)
