import { useTranslation } from 'adminjs'
import React from 'react'
import { formatDuration } from '../../../locale/format.js'
import { Badge } from '../../properties/badge.js'
import { useWords } from '../../words.js'
import { useFailureWords } from '../failure.js'
import type { StepData } from './homologation-data.js'

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const Step: React.FC<{ step: StepData; number: number }> = ({ step, number }) => {
  const { translateMessage } = useTranslation()
  const { value: labelOf } = useWords()
  const describe = useFailureWords()
  const message = (name: string, params?: Record<string, string>): string =>
    translateMessage(name, 'Integration', params)
  const { request, answer, status } = step
  const learned = [step.externalId, step.login].filter((value) => value !== null).join(' · ')
  return (
    <li className="cp-try">
      <div className="cp-try-head">
        <strong>
          {number}. {labelOf('type', step.type, 'WebhookEvent')}
        </strong>
        <Badge tone={step.passed ? 'positive' : 'negative'}>
          {message(step.passed ? 'homologationStepPassed' : 'homologationStepFailed')}
        </Badge>
        <span className="cp-number">
          {status === null ? '' : `HTTP ${status} · `}
          {formatDuration(step.durationMs)}
        </span>
      </div>
      {step.message && <p className="cp-try-bad">{describe({ message: step.message })}</p>}
      {learned && <p className="cp-hint">{message('homologationLearned', { learned })}</p>}
      <details open={!step.passed}>
        <summary>{message('homologationRequest')}</summary>
        {request ? (
          <>
            <p className="cp-template-line">
              <strong>{request.method}</strong> <span className="cp-address">{request.url}</span>
            </p>
            <pre className="cp-pre">{request.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
            {request.body === '' ? (
              <p className="cp-hint">{message('templateNoBody')}</p>
            ) : (
              <pre className="cp-pre">{pretty(request.body)}</pre>
            )}
          </>
        ) : (
          <p className="cp-hint">{message('homologationNotSent')}</p>
        )}
      </details>
      <details open={!step.passed}>
        <summary>{message('homologationAnswer')}</summary>
        {answer ? (
          <pre className="cp-pre">{pretty(answer)}</pre>
        ) : (
          <p className="cp-hint">{message(status === null ? 'homologationNoAnswer' : 'homologationEmptyAnswer')}</p>
        )}
      </details>
    </li>
  )
}

/** Each request of a homologation with what came of it. */
export const Steps: React.FC<{ steps: readonly StepData[] }> = ({ steps }) => (
  <ol className="cp-tries">
    {steps.map((step, index) => (
      <Step key={step.eventId} step={step} number={index + 1} />
    ))}
  </ol>
)
