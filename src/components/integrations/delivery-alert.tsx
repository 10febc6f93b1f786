import { Button } from '@adminjs/design-system'
import { type RecordJSON, ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { type DeliveryHealth, HELD_STATES } from '../deliveries/delivery-data.js'
import { useDeliveryWords } from '../deliveries/use-delivery-words.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'

const DECISIONS = ['resumeDelivery', 'interruptDelivery'] as const

interface Props {
  record: RecordJSON
  health: DeliveryHealth
}

/** How delivery to a platform stands, with what its reader may do about an interruption. */
export const DeliveryAlert: React.FC<Props> = ({ record, health }) => {
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const { tone, title, text } = useDeliveryWords()(health)
  const open = (actionName: string) => () =>
    navigate(new ViewHelpers().recordActionUrl({ resourceId: 'Integration', recordId: record.id, actionName }))
  const offered = HELD_STATES.includes(health.state)
    ? DECISIONS.filter((name) => record.recordActions.some((action) => action.name === name))
    : []
  return (
    <Alert tone={tone} title={title}>
      {text && <p>{text}</p>}
      {offered.length > 0 && (
        <div className="cp-desk-buttons">
          {offered.map((name) => (
            <Button
              key={name}
              type="button"
              size="sm"
              variant={name === 'resumeDelivery' ? 'contained' : 'outlined'}
              {...(name === 'interruptDelivery' ? { color: 'danger' } : {})}
              onClick={open(name)}
            >
              {desk(`${name}Button`)}
            </Button>
          ))}
        </div>
      )}
    </Alert>
  )
}
