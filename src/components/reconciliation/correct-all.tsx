import { Button } from '@adminjs/design-system'
import { useTranslation } from 'adminjs'
import React, { useState } from 'react'
import { useBatches } from '../actions/use-batches.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import type { ReconciliationData } from './reconciliation-data.js'

interface Props {
  data: ReconciliationData
  recordId: string
  /** The kind that the list is narrowed to; empty for all. */
  kind: string
  onChanged: () => void
}

/** *Corrigir todas*: how many and what follows first, then the work with its count, batch by batch. */
export const CorrectAll: React.FC<Props> = ({ data, recordId, kind, onChanged }) => {
  const { word, value, notice } = useDeskWords()
  const { translateMessage } = useTranslation()
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Reconciliation', params)
  const [isAsking, setIsAsking] = useState(false)
  const target = { resourceId: 'Integration', recordId, actionName: 'correctDifferences' }
  const { run, stop, isRunning, counts, refusal } = useBatches(target)
  const chosen = data.kinds.filter((count) => (kind === '' || count.kind === kind) && count.fixable > 0)
  const fixable = chosen.reduce((sum, count) => sum + count.fixable, 0)
  const number = (count: number | undefined): string => (count ?? 0).toLocaleString('pt-BR')
  const needsWord = refusal?.message === 'errors.CORRECTION_NOT_CONFIRMED'

  // Once it went through, the question is answered.
  const isOpen = isAsking && fixable > 0 && (!counts || refusal !== null)

  const correct = async (isConfirmed: boolean): Promise<void> => {
    const choice = { runId: String(data.runId ?? ''), ...(kind ? { kind } : {}) }
    await run({ ...choice, ...(isConfirmed ? { confirmed: 'true' } : {}) })
    onChanged()
  }
  if (fixable === 0 && !counts) return null
  return (
    <div className="cp-correct-all">
      {!isOpen && !isRunning && fixable > 0 && (
        <Button type="button" variant="contained" onClick={() => setIsAsking(true)}>
          {message('correctAll', { count: number(fixable) })}
        </Button>
      )}
      {isOpen && !isRunning && (
        <div className="cp-desk-inline">
          <h3>{message('correctAllTitle', { count: number(fixable) })}</h3>
          <ul className="cp-desk-bullets">
            {chosen.map((count) => (
              <li key={count.kind}>
                {number(count.fixable)} · {value('kind', count.kind, 'ReconciliationDifference')}:{' '}
                {message(`follows_${count.kind}`)}
              </li>
            ))}
          </ul>
          {refusal && <Alert tone={needsWord ? 'warning' : 'negative'} title={notice(refusal, 'Integration')} />}
          <div className="cp-form-foot">
            <Button
              type="button"
              variant="contained"
              color={needsWord ? 'danger' : 'primary'}
              onClick={() => void correct(needsWord)}
            >
              {message(needsWord ? 'confirmAll' : 'correctNow')}
            </Button>
            <Button type="button" variant="text" onClick={() => setIsAsking(false)}>
              {word('cancel')}
            </Button>
          </div>
        </div>
      )}
      {counts && (
        <Alert
          tone={isRunning ? 'info' : 'positive'}
          title={message(isRunning ? 'correcting' : 'correctedAll', { count: number(counts.corrected) })}
          action={
            isRunning && (
              <Button type="button" size="sm" variant="outlined" onClick={stop}>
                {message('stop')}
              </Button>
            )
          }
        >
          {(counts.obsolete ?? 0) > 0 && <div>{message('wereObsolete', { count: number(counts.obsolete) })}</div>}
          {(counts.underWay ?? 0) > 0 && <div>{message('wereUnderWay', { count: number(counts.underWay) })}</div>}
        </Alert>
      )}
    </div>
  )
}
