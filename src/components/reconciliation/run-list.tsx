import { useTranslation } from 'adminjs'
import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Badge } from '../properties/badge.js'
import type { RunData } from './reconciliation-data.js'
import { useRequester } from './use-requester.js'

interface Props {
  runs: readonly RunData[]
  /** The one that is shown. */
  runId: number | null
  onChoose: (id: number) => void
}

/** Earlier comparisons, newest first; those that came to something can be opened. */
export const RunList: React.FC<Props> = ({ runs, runId, onChoose }) => {
  const { timeZone, refusal } = useDeskWords()
  const { translateMessage } = useTranslation()
  const requester = useRequester()
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Reconciliation', params)
  const outcome = ({ finishedAt, failure, differences, open }: RunData) => {
    if (!finishedAt) return <Badge tone="waiting">{message('running')}</Badge>
    if (failure) return <Badge tone="negative">{message('failed')}</Badge>
    if (differences === 0) return <Badge tone="positive">{message('alikeShort')}</Badge>
    return (
      <Badge tone={open > 0 ? 'warning' : 'positive'}>
        {message('differencesShort', {
          count: differences.toLocaleString('pt-BR'),
          open: open.toLocaleString('pt-BR'),
        })}
      </Badge>
    )
  }
  if (runs.length === 0) return null
  const [newest] = runs
  return (
    <details className="cp-desk-more" open={Boolean(newest?.failure)}>
      <summary>{message('runs')}</summary>
      <ul className="cp-runs">
        {runs.map((run) => (
          <li key={run.id} className={run.id === runId ? 'cp-run-shown' : undefined}>
            <span>
              {formatDateTime(run.startedAt, timeZone)}
              <span className="cp-desk-soft"> · {requester(run.requestedBy)}</span>
            </span>
            <span>
              {outcome(run)}
              {run.failure && <span className="cp-desk-event-bad">{refusal(run.failure.code, run.failure)}</span>}
            </span>
            {run.finishedAt && !run.failure && run.id !== runId && (
              <button type="button" className="cp-link cp-plain-button" onClick={() => onChoose(run.id)}>
                {message('openRun')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
