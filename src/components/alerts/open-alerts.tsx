import { ViewHelpers } from 'adminjs'
import React, { Children, type ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { useWords } from '../words.js'
import { AlertBox } from './alert-box.js'
import type { AlertData } from './alert-data.js'

interface Props {
  alerts: readonly AlertData[]
  /** How many there are besides. */
  more: number
  /** What stopped just now, and is told of apart. */
  children?: ReactNode
}

/** *Alertas* on the first page: what needs a person now, or that nothing does. */
export const OpenAlerts: React.FC<Props> = ({ alerts, more, children }) => {
  const { at } = useWords()
  const screen = (key: string, params = {}): string => at(`resources.Alert.labels.screen.${key}`, '', params)
  return (
    <section className="cp-alerts">
      <h2>{at('resources.Alert.actions.list')}</h2>
      {children}
      {alerts.length === 0 && Children.toArray(children).length === 0 && (
        <p className="cp-alerts-none">{screen('none')}</p>
      )}
      {alerts.map((alert) => (
        <AlertBox key={alert.id} alert={alert} linksToPage />
      ))}
      {more > 0 && (
        <p className="cp-alerts-none">
          {screen('more', { number: more })}{' '}
          <Link
            className="cp-link"
            to={`${new ViewHelpers().resourceUrl({ resourceId: 'Alert' })}?filters.situation=open`}
          >
            {screen('all')}
          </Link>
        </p>
      )}
    </section>
  )
}
