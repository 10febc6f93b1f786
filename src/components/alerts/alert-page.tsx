import type { ActionProps } from 'adminjs'
import React from 'react'
import { RecordLink } from '../actions/record-link.js'
import { useWords } from '../words.js'
import { AlertBox } from './alert-box.js'
import type { AlertData, AlertEventData } from './alert-data.js'

/** Below an alert's fields: what happened and what to do, and some of what it counts. */
const AlertPage: React.FC<ActionProps> = ({ record }) => {
  const { at } = useWords()
  if (!record) return null
  const alert = JSON.parse(record.params.what) as AlertData
  const events = JSON.parse(record.params.events) as AlertEventData[]
  const screen = (key: string, params = {}): string => at(`resources.Alert.labels.screen.${key}`, '', params)
  return (
    <div className="cp-desk cp-desk-below">
      <AlertBox alert={alert} />
      {events.length > 0 && (
        <section>
          <h3>{screen('examples')}</h3>
          <ul className="cp-desk-lines">
            {events.map(({ id, title }) => (
              <li key={id}>
                <RecordLink resourceId="WebhookEvent" recordId={id}>
                  {title}
                </RecordLink>
              </li>
            ))}
          </ul>
          {alert.number > events.length && (
            <p className="cp-desk-soft">
              {screen('more', { number: (alert.number - events.length).toLocaleString('pt-BR') })}
            </p>
          )}
        </section>
      )}
    </div>
  )
}
export default AlertPage
