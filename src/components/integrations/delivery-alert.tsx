import { Button } from '@adminjs/design-system'
import { type RecordJSON, ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { type DeliveryHealth, HELD_STATES } from '../deliveries/delivery-data.js'
import { useDeliveryWords } from '../deliveries/use-delivery-words.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'

const RESUME = 'resumeDelivery'

interface Props {
  record: RecordJSON
  health: DeliveryHealth
}

/** How delivery to a platform stands, with what its reader may do about an interruption. */
export const DeliveryAlert: React.FC<Props> = ({ record, health }) => {
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const { tone, title, text } = useDeliveryWords()(health)
  const target = { resourceId: 'Integration', recordId: record.id, actionName: RESUME }
  // The record is as old as the page, the state is read anew.
  const mayResume = HELD_STATES.includes(health.state) && record.recordActions.some(({ name }) => name === RESUME)
  return (
    <Alert tone={tone} title={title}>
      {text && <p>{text}</p>}
      {mayResume && (
        <div className="cp-desk-buttons">
          <Button
            type="button"
            size="sm"
            variant="contained"
            onClick={() => navigate(new ViewHelpers().recordActionUrl(target))}
          >
            {desk('resumeDeliveryButton')}
          </Button>
        </div>
      )}
    </Alert>
  )
}
