import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import { useBatches } from '../actions/use-batches.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { PageState } from '../forms/page-state.js'
import type { ResendableData } from './reconciliation-data.js'

const POLL_MS = 3000

const waits = ({ underWay }: ResendableData): number | null => (underWay > 0 ? POLL_MS : null)

/** *Reenviar estado atual*: how many packages it concerns, and after the press what was sent. */
const ResendState: React.FC<ActionProps> = ({ record, resource, action }) => {
  const recordId = String(record?.id ?? '')
  const navigate = useNavigate()
  const { word, notice } = useDeskWords()
  const { translateAction, translateMessage } = useTranslation()
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Reconciliation', params)
  const target = { resourceId: resource.id, recordId }
  const { data, failure, reload } = useActionData<ResendableData>({ ...target, actionName: 'findResendable' }, waits)
  const { run, stop, isRunning, counts, refusal } = useBatches({ ...target, actionName: action.name })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const toSend = data.total - data.underWay
  const resend = async (): Promise<void> => {
    await run()
    reload()
  }
  return (
    <div className="cp-form cp-step">
      <h2>{translateAction(action.label, resource.id)}</h2>
      <p>{message('resendText')}</p>
      {data.total === 0 ? (
        <Alert tone="info" title={message('resendNone')} />
      ) : (
        <dl className="cp-counts">
          <div className="cp-count">
            <dt>{message('resendToSend')}</dt>
            <dd>{toSend.toLocaleString('pt-BR')}</dd>
          </div>
          <div className="cp-count">
            <dt>{message('resendUnderWay')}</dt>
            <dd>{data.underWay.toLocaleString('pt-BR')}</dd>
          </div>
        </dl>
      )}
      {data.underWay > 0 && <p className="cp-hint">{message('resendUnderWayText')}</p>}
      {counts && (
        <Alert
          tone={isRunning ? 'info' : 'positive'}
          title={message(isRunning ? 'resendRunning' : 'resendDone', {
            count: (counts.sent ?? 0).toLocaleString('pt-BR'),
          })}
        />
      )}
      {refusal && !isRunning && <Alert tone="negative" title={notice(refusal, resource.id)} />}
      <div className="cp-step-line">
        {isRunning ? (
          <Button type="button" variant="outlined" onClick={stop}>
            {message('stop')}
          </Button>
        ) : (
          <Button type="button" variant="contained" disabled={toSend === 0} onClick={() => void resend()}>
            {translateAction(action.label, resource.id)}
          </Button>
        )}
        <Button type="button" variant="text" onClick={() => navigate(-1)}>
          {word('back')}
        </Button>
      </div>
    </div>
  )
}
export default ResendState
