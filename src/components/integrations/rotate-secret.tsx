import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { usePostAction } from '../actions/use-post-action.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import { ShownOnce } from './shown-once.js'

const HOUR_MS = 3_600_000

/** *Segredo de assinatura*: what it is for, and a new one, on the screen this once. */
const RotateSecret: React.FC<ActionProps> = (props) => {
  const { record, action } = props
  const { timeZone } = useWords()
  const { translateMessage, translateAction } = useTranslation()
  const { run, isRunning, data } = usePostAction<{ secret: string }>(props)
  const hours = Math.round(Number(action.custom.overlapMs ?? 0) / HOUR_MS)
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Integration', params)
  const since = record?.params.signingSecretSince as string | undefined
  return (
    <div className="cp-form cp-step">
      <h2>{translateAction(action.label, 'Integration')}</h2>
      <p>{message('secretText')}</p>
      {since && !data && <p>{message('secretSince', { since: formatDateTime(since, timeZone) })}</p>}
      {data ? (
        <>
          <Alert tone="warning" title={message('secretOnce')}>
            {message('secretOnceText')}
          </Alert>
          <ShownOnce value={data.secret} label={message('secretLabel')} />
        </>
      ) : (
        <div className="cp-step-line">
          <Button type="button" variant="contained" disabled={isRunning} onClick={run}>
            {message('secretGenerate')}
          </Button>
        </div>
      )}
      <p className="cp-hint">{hours > 0 ? message('secretOverlap', { hours }) : message('secretNoOverlap')}</p>
    </div>
  )
}
export default RotateSecret
