import { ViewHelpers } from 'adminjs'
import React from 'react'
import { Link } from 'react-router-dom'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import type { AlertData } from './alert-data.js'
import { useAlertWords } from './use-alert-words.js'

interface Props {
  alert: AlertData
  /** Leads to the alert's own page where there is no other place to go. */
  linksToPage?: boolean
}

/** What happened, since when, what to do, and the way there. */
export const AlertBox: React.FC<Props> = ({ alert, linksToPage = false }) => {
  const { at } = useWords()
  const { what, todo, since, place } = useAlertWords()(alert)
  const page = new ViewHelpers().recordActionUrl({
    resourceId: 'Alert',
    recordId: String(alert.id),
    actionName: 'show',
  })
  const href = place ?? (linksToPage ? page : null)
  const link = href && (
    <Link className="cp-link" to={href}>
      {at('resources.Alert.labels.screen.open')}
    </Link>
  )
  return (
    <Alert tone={alert.isOver ? 'info' : 'negative'} title={what} action={link}>
      <span>{alert.isOver ? since : `${since}. ${todo}`}</span>
    </Alert>
  )
}
