import React from 'react'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'

/** Says how far a change of a status reaches, before it is saved. */
const StatusEffect: React.FC = () => {
  const { at } = useWords()
  return (
    <div className="cp-section">
      <Alert tone="warning" title={at('resources.ServiceStatus.messages.effectTitle')}>
        {at('resources.ServiceStatus.messages.effectText')}
      </Alert>
    </div>
  )
}
export default StatusEffect
