import { Button } from '@adminjs/design-system'
import { ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { formatDateTime } from '../../locale/format.js'
import { Alert } from '../forms/alert.js'
import { usePrivacyWords } from './privacy-words.js'

interface Props {
  customerId: string
  requestedAt: string | Date | null
  anonymizedAt: string | Date | null
}

/** On a customer's page: that he is to be forgotten, or was. */
export const AnonymizationState: React.FC<Props> = ({ customerId, requestedAt, anonymizedAt }) => {
  const { privacy, timeZone } = usePrivacyWords()
  const navigate = useNavigate()
  if (anonymizedAt) {
    return (
      <Alert tone="info" title={privacy('anonymizedTitle', { at: formatDateTime(anonymizedAt, timeZone) })}>
        {privacy('anonymizedText')}
      </Alert>
    )
  }
  if (!requestedAt) return null
  const url = new ViewHelpers().recordActionUrl({
    resourceId: 'Customer',
    recordId: customerId,
    actionName: 'anonymize',
  })
  return (
    <Alert
      tone="warning"
      title={privacy('pendingTitle', { at: formatDateTime(requestedAt, timeZone) })}
      action={
        <Button type="button" size="sm" variant="outlined" onClick={() => navigate(url)}>
          {privacy('pendingOpen')}
        </Button>
      }
    >
      {privacy('pendingText')}
    </Alert>
  )
}
