import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React, { useState } from 'react'
import { formatDateTime } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { RunningOverlap } from './running-overlap.js'
import { ShownOnce } from './shown-once.js'

const HOUR_MS = 3_600_000

interface StandingSecrets {
  currentId: string | null
  since: string | null
  previousUntil: string | null
}

/** *Segredo de assinatura*: what it is for, which ones sign now, and a new one, on the screen this once. */
const RotateSecret: React.FC<ActionProps> = ({ record, resource, action }) => {
  const { notice, timeZone } = useDeskWords()
  const { translateMessage, translateAction } = useTranslation()
  const target = { resourceId: resource.id, recordId: record?.id }
  const {
    data: standing,
    failure,
    reload,
  } = useActionData<StandingSecrets>({ ...target, actionName: 'showSigningSecrets' })
  const rotation = useActionForm({ ...target, actionName: action.name })
  const ending = useActionForm({ ...target, actionName: 'endPreviousSecret' })
  const [secret, setSecret] = useState<string | null>(null)
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Integration', params)
  const hours = Math.round(Number(action.custom.overlapMs ?? 0) / HOUR_MS)
  const isBusy = rotation.isBusy || ending.isBusy
  const refused = rotation.refusal ?? ending.refusal ?? (failure ? { message: failure } : null)

  const rotate = async (payload: { replaces?: string | null }): Promise<void> => {
    const answer = await rotation.post(payload)
    if (answer) setSecret((answer.data as { secret: string }).secret)
    reload()
  }
  const endPrevious = async (): Promise<void> => {
    await ending.post({})
    reload()
  }
  if (!record) return null
  return (
    <div className="cp-form cp-step">
      <h2>{translateAction(action.label, 'Integration')}</h2>
      <p>{message('secretText')}</p>
      {refused && <Alert tone="negative" title={notice(refused, resource.id)} />}
      {standing?.since && !secret && (
        <p>{message('secretSince', { since: formatDateTime(standing.since, timeZone) })}</p>
      )}
      {secret && (
        <>
          <Alert tone="warning" title={message('secretOnce')}>
            {message('secretOnceText')}
          </Alert>
          <ShownOnce value={secret} label={message('secretLabel')} />
        </>
      )}
      {standing?.previousUntil ? (
        <RunningOverlap
          until={formatDateTime(standing.previousUntil, timeZone)}
          isBusy={isBusy}
          isQuiet={secret !== null}
          onEnd={endPrevious}
          onReplace={() => rotate({ replaces: standing.currentId })}
        />
      ) : (
        !secret && (
          <div className="cp-step-line">
            <Button type="button" variant="contained" disabled={isBusy || !standing} onClick={() => rotate({})}>
              {message('secretGenerate')}
            </Button>
          </div>
        )
      )}
      <p className="cp-hint">{hours > 0 ? message('secretOverlap', { hours }) : message('secretNoOverlap')}</p>
    </div>
  )
}
export default RotateSecret
