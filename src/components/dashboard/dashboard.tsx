import { ApiClient, useCurrentAdmin, ViewHelpers } from 'adminjs'
import React, { useEffect, useState } from 'react'
import { Link } from 'react-router-dom'
import type { ShellWord } from '../../locale/words.js'
import { OpenAlerts } from '../alerts/open-alerts.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import { DASHBOARD_STEPS, type DashboardData, type DashboardFigure, type DashboardStep } from './dashboard-data.js'
import { HeldPlatforms } from './held-platforms.js'

const STEP_WORDS: Record<DashboardStep, { title: ShellWord; text: ShellWord; resourceId: string }> = {
  integration: { title: 'stepIntegration', text: 'stepIntegrationText', resourceId: 'Integration' },
  sync: { title: 'stepSync', text: 'stepSyncText', resourceId: 'Integration' },
  package: { title: 'stepPackage', text: 'stepPackageText', resourceId: 'ContentPackage' },
  link: { title: 'stepLink', text: 'stepLinkText', resourceId: 'CustomerService' },
}

const useDashboardData = (): DashboardData => {
  const [data, setData] = useState<DashboardData>({})
  useEffect(() => {
    let isCurrent = true
    new ApiClient().getDashboard<DashboardData>().then(
      (answer) => isCurrent && setData(answer.data ?? {}),
      // Without its figures the page still leads on.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [])
  return data
}

const NEGATIVE: readonly string[] = ['parkedLanes', 'heldBrakes']

const Figure: React.FC<{ figure: DashboardFigure }> = ({ figure: { name, value, href } }) => {
  const { word } = useWords()
  const className = `cp-figure${NEGATIVE.includes(name) && value > 0 ? ' cp-figure-negative' : ''}`
  const content = (
    <>
      <strong>{value.toLocaleString('pt-BR')}</strong>
      <span>{word(name)}</span>
    </>
  )
  return href ? (
    <Link className={className} to={href}>
      {content}
    </Link>
  ) : (
    <div className={className}>{content}</div>
  )
}

/** The first page: what needs a person now, the figures of the moment, and the path of the first steps. */
const Dashboard: React.FC = () => {
  const { word } = useWords()
  const [admin] = useCurrentAdmin()
  const { figures = [], heldPlatforms = [], alerts, steps } = useDashboardData()
  const parked = figures.find((figure) => figure.name === 'parkedLanes')
  const held = figures.find((figure) => figure.name === 'heldBrakes')
  // What stopped this moment is not an alert yet.
  const isAlertOf = (kind: string): boolean => alerts?.shown.some((alert) => alert.kind === kind) ?? false
  const firstName = String(admin?.title ?? '').split(' ')[0]
  const areDone = DASHBOARD_STEPS.every((step) => steps?.[step])
  const urls = new ViewHelpers()
  return (
    <div className="cp-home">
      <h1>{firstName ? `${word('welcome').replace('!', '')}, ${firstName}!` : word('welcome')}</h1>
      <p className="cp-home-lead">{word('welcomeText')}</p>
      {alerts && (
        <OpenAlerts alerts={alerts.shown} more={alerts.more}>
          {heldPlatforms.length > 0 && <HeldPlatforms platforms={heldPlatforms} />}
          {parked && parked.value > 0 && !isAlertOf('lane_parked') && (
            <Alert tone="negative" title={word('needsAttention')} />
          )}
          {held?.href && !isAlertOf('brake_held') && (
            <Alert
              tone="negative"
              title={word('brakeHeld')}
              action={
                <Link className="cp-link" to={held.href}>
                  {word('open')}
                </Link>
              }
            />
          )}
        </OpenAlerts>
      )}
      {figures.length > 0 && (
        <section>
          <h2>{word('overview')}</h2>
          <div className="cp-figures">
            {figures.map((figure) => (
              <Figure key={figure.name} figure={figure} />
            ))}
          </div>
        </section>
      )}
      {!areDone && (
        <section>
          <h2>{word('firstSteps')}</h2>
          <div className="cp-steps">
            {DASHBOARD_STEPS.map((step, index) => {
              const { title, text, resourceId } = STEP_WORDS[step]
              const isDone = steps?.[step] ?? false
              return (
                <Link
                  key={step}
                  className={`cp-step${isDone ? ' cp-step-done' : ''}`}
                  to={urls.resourceUrl({ resourceId })}
                >
                  <span className="cp-step-number">{isDone ? '✓' : index + 1}</span>
                  <span>
                    <strong>{word(title)}</strong>
                    <span>{word(text)}</span>
                  </span>
                </Link>
              )
            })}
          </div>
        </section>
      )}
    </div>
  )
}
export default Dashboard
