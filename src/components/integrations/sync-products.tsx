import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React, { useEffect, useRef, useState } from 'react'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { useFailureWords } from './failure.js'
import type { SyncData } from './integration-data.js'
import { SyncGroup } from './sync-group.js'

const GROUPS = ['created', 'updated', 'reactivated', 'retired'] as const

/** *Sincronizar*: asks the platform at once and shows by name what became of the products. */
const SyncProducts: React.FC<ActionProps> = ({ record, resource, action }) => {
  const recordId = String(record?.id ?? '')
  const { notice } = useDeskWords()
  const describe = useFailureWords()
  const { translateMessage, translateAction } = useTranslation()
  const [result, setResult] = useState<SyncData | null>(null)
  const { post, isBusy, refusal } = useActionForm({ resourceId: resource.id, actionName: action.name, recordId })
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Integration', params)

  const sync = async (confirmEmpty: boolean): Promise<void> => {
    setResult(null)
    const answer = await post(confirmEmpty ? { confirmEmpty: 'true' } : {})
    if (answer) setResult(answer.data as SyncData)
  }
  // Whoever chose the action has asked for it; synchronising twice changes nothing.
  const isAsked = useRef(false)
  useEffect(() => {
    if (isAsked.current) return
    isAsked.current = true
    void sync(false)
  })

  const isEmptyList = refusal?.message === 'errors.PRODUCT_LIST_EMPTY'
  const failure = refusal?.options?.failure
  return (
    <div className="cp-form cp-step">
      <h2>{translateAction(action.label, 'Integration')}</h2>
      {isBusy && <p role="status">{message('syncRunning')}</p>}
      {refusal && !isBusy && (
        <Alert tone={isEmptyList ? 'warning' : 'negative'} title={notice(refusal, resource.id)}>
          {typeof failure === 'string' && describe({ message: failure })}
        </Alert>
      )}
      {result && (
        <>
          <dl className="cp-counts">
            {GROUPS.filter((name) => name !== 'reactivated' || result.reactivated.count > 0).map((name) => (
              <div key={name} className="cp-count">
                <dt>{message(`sync_${name}`)}</dt>
                <dd>{result[name].count.toLocaleString('pt-BR')}</dd>
              </div>
            ))}
            <div className="cp-count">
              <dt>{message('sync_unchanged')}</dt>
              <dd>{result.unchanged.toLocaleString('pt-BR')}</dd>
            </div>
          </dl>
          {GROUPS.map((name) => (
            <SyncGroup key={name} name={name} group={result[name]} />
          ))}
        </>
      )}
      <div className="cp-step-line">
        {isEmptyList && (
          <Button type="button" variant="contained" color="danger" disabled={isBusy} onClick={() => void sync(true)}>
            {message('syncConfirmEmpty')}
          </Button>
        )}
        <Button type="button" variant="outlined" disabled={isBusy} onClick={() => void sync(false)}>
          {message('syncAgain')}
        </Button>
      </div>
    </div>
  )
}
export default SyncProducts
