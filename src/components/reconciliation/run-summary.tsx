import { useTranslation } from 'adminjs'
import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import type { RunData } from './reconciliation-data.js'
import { useRequester } from './use-requester.js'

/** What one comparison came to. */
export const RunSummary: React.FC<{ run: RunData }> = ({ run }) => {
  const { timeZone, value } = useWords()
  const { translateMessage } = useTranslation()
  const requester = useRequester()
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Reconciliation', params)
  const counts = { compared: run.compared, underWay: run.underWay, open: run.open }
  return (
    <>
      <p className="cp-desk-soft">
        {message('runLine', { at: formatDateTime(run.startedAt, timeZone), by: requester(run.requestedBy) })}
        {run.source && ` · ${value('source', run.source, 'Reconciliation')}`}
      </p>
      <dl className="cp-counts">
        {(['compared', 'underWay', 'open'] as const).map((name) => (
          <div key={name} className={`cp-count${name === 'open' && counts.open > 0 ? ' cp-count-negative' : ''}`}>
            <dt>{message(`count_${name}`)}</dt>
            <dd>{counts[name].toLocaleString('pt-BR')}</dd>
          </div>
        ))}
      </dl>
      {run.underWay > 0 && <p className="cp-hint">{message('underWayText')}</p>}
      {run.differences === 0 && <Alert tone="positive" title={message('alike')} />}
      {run.differences > 0 && run.open === 0 && <Alert tone="positive" title={message('allSettled')} />}
    </>
  )
}
