import type { ActionProps } from 'adminjs'
import React, { useState } from 'react'
import { formatDateTime } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import { useDeskWords } from '../desk-words.js'
import { PageState } from '../forms/page-state.js'
import { Pages } from '../list/pages.js'
import { Badge } from '../properties/badge.js'
import type { BulkJobData, BulkResultsData } from './bulk-data.js'
import { Figures, shownCount } from './figures.js'
import { Results } from './results.js'
import { useReason } from './use-reason.js'

const POLL_MS = 1_500
const TONES = { running: 'waiting', done: 'positive', canceled: 'warning' } as const

/** Minutes left at the speed so far; null while nothing is known of it. */
const minutesLeft = ({ total, done, refused, createdAt, now }: BulkJobData): number | null => {
  const settled = done + refused
  const elapsedMs = Date.parse(now) - Date.parse(createdAt)
  return settled === 0 || elapsedMs < 3_000 ? null : ((total - settled) * elapsedMs) / settled / 60_000
}

/** A bulk job's page: how far it is, and what came of each service. */
const BulkProgress: React.FC<ActionProps> = ({ record, resource }) => {
  const { desk, value: labelOf, timeZone } = useDeskWords()
  const reasonOf = useReason()
  const [state, setState] = useState('')
  const [page, setPage] = useState(1)
  const params = { jobId: String(record?.id ?? ''), state, page: String(page) }
  const { data, failure, reload } = useActionData<BulkResultsData>(
    { resourceId: resource.id, actionName: 'listResults', params },
    ({ job }) => (job.state === 'running' ? POLL_MS : null),
  )
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />
  const { job, reasons, items, perPage } = data
  const settled = job.done + job.refused
  const isRunning = job.state === 'running'
  const left = isRunning ? minutesLeft(job) : null
  const counts: Record<string, number> = {
    '': job.total,
    done: job.done,
    refused: job.refused,
    pending: job.total - settled,
  }
  const figures = [
    [desk('bulkDone'), job.done],
    [desk('bulkRefusedCount'), job.refused],
    [desk(isRunning ? 'bulkLeft' : 'bulkNotDone'), job.total - settled],
  ] as const
  return (
    <div className="cp-desk cp-bulk cp-bulk-page">
      <section className="cp-bulk-part">
        <div className="cp-desk-head">
          <h2>{desk('bulkProgressLabel', { done: shownCount(settled), total: shownCount(job.total) })}</h2>
          <Badge tone={TONES[job.state]}>{labelOf('state', job.state, resource.id)}</Badge>
        </div>
        <progress className="cp-bulk-bar" max={job.total} value={settled} aria-label={desk('bulkRunning')} />
        <p className="cp-desk-soft">
          {isRunning &&
            left !== null &&
            `${left < 1 ? desk('bulkSpeedSoon') : desk('bulkSpeed', { minutes: Math.ceil(left) })} · `}
          {isRunning && desk('bulkWorkerHint')}
          {job.finishedAt &&
            desk(job.state === 'done' ? 'bulkEnded' : 'bulkStopped', { at: formatDateTime(job.finishedAt, timeZone) })}
        </p>
        <Figures figures={figures} />
        {reasons.length > 0 && (
          <>
            <h3>{desk('bulkRefusedWhy')}</h3>
            <ul className="cp-bulk-reasons">
              {reasons.map(({ code, count }) => (
                <li key={code}>
                  <strong>{shownCount(count)}</strong>
                  <span>{reasonOf(code)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="cp-bulk-part">
        <div className="cp-desk-head">
          <h2>{desk('bulkResults')}</h2>
          <label className="cp-bulk-show">
            <select
              className="cp-input cp-select"
              aria-label={desk('bulkResults')}
              value={state}
              onChange={({ target }) => {
                setState(target.value)
                setPage(1)
              }}
            >
              <option value="">{desk('bulkShowAll')}</option>
              <option value="refused">{desk('bulkShowRefused')}</option>
              <option value="done">{desk('bulkShowDone')}</option>
              <option value="pending">{desk('bulkShowPending')}</option>
            </select>
          </label>
        </div>
        <Results job={job} items={items} expected={counts[state] ?? 0} />
        <div className="cp-list-foot">
          <Pages page={page} last={Math.max(1, Math.ceil((counts[state] ?? 0) / perPage))} onChoose={setPage} />
        </div>
      </section>
    </div>
  )
}
export default BulkProgress
