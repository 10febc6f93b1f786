import { Button } from '@adminjs/design-system'
import { type ActionProps, useCurrentAdmin, ViewHelpers } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'

/** Below a stop's fields: what it means, and the two ways to decide. */
const BrakeState: React.FC<ActionProps> = ({ record, resource }) => {
  const { at } = useWords()
  const navigate = useNavigate()
  const [admin] = useCurrentAdmin()
  if (!record || !['held', 'dismissed'].includes(record.params.state)) return null

  const isHeld = record.params.state === 'held'
  const screen = (key: string): string => at(`resources.MassBrake.labels.screen.${key}`)
  const open = (actionName: string) => () =>
    navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId: record.id, actionName }))
  return (
    <div className="cp-desk cp-desk-below">
      <Alert tone={isHeld ? 'negative' : 'warning'} title={screen(isHeld ? 'heldTitle' : 'dismissedTitle')}>
        <p>{screen(isHeld ? 'heldText' : 'dismissAdvice')}</p>
        {admin?.role === 'administrator' && (
          <div className="cp-desk-buttons">
            <Button type="button" variant="contained" color="danger" size="sm" onClick={open('confirm')}>
              {screen('confirmButton')}
            </Button>
            {isHeld && (
              <Button type="button" variant="outlined" size="sm" onClick={open('dismiss')}>
                {screen('dismissButton')}
              </Button>
            )}
          </div>
        )}
      </Alert>
    </div>
  )
}
export default BrakeState
