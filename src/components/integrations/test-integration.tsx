import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React from 'react'
import { formatDuration } from '../../locale/format.js'
import { usePostAction } from '../actions/use-post-action.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import { useFailureWords } from './failure.js'

interface PingResult {
  accepted: boolean
  status: number | null
  durationMs: number
  message: string | null
}

/** *Testar*: says what will be sent and where, sends it, and shows what came back. */
const TestIntegration: React.FC<ActionProps> = (props) => {
  const { record, action } = props
  const { at } = useWords()
  const { translateMessage, translateAction } = useTranslation()
  const describe = useFailureWords()
  const { run, isRunning, data: result } = usePostAction<PingResult>(props)
  const message = (name: string, params?: Record<string, string>): string =>
    translateMessage(name, 'Integration', params)
  if (!record) return null
  return (
    <div className="cp-form cp-step">
      <h2>{translateAction(action.label, 'Integration')}</h2>
      <p>{message('testText')}</p>
      <p>
        <strong>{String(record.params.method)}</strong> <span className="cp-address">{String(record.params.url)}</span>
      </p>
      <div className="cp-step-line">
        <Button type="button" variant="contained" disabled={isRunning} onClick={run}>
          {message(isRunning ? 'testRunning' : result ? 'testAgain' : 'testNow')}
        </Button>
      </div>
      {result && !isRunning && (
        <Alert
          tone={result.accepted ? 'positive' : 'negative'}
          title={message(result.accepted ? 'testAccepted' : 'testRefused')}
        >
          {!result.accepted && <div>{describe(result)}</div>}
          <div>
            {result.status !== null && `HTTP ${result.status} · `}
            {message('testDuration', { duration: formatDuration(result.durationMs) })}
          </div>
        </Alert>
      )}
      <p className="cp-hint">{at('resources.Integration.messages.testHint')}</p>
    </div>
  )
}
export default TestIntegration
