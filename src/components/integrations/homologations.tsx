import { type ActionProps, useTranslation } from 'adminjs'
import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import { PageState } from '../forms/page-state.js'
import { Badge } from '../properties/badge.js'
import { useWords } from '../words.js'
import type { HomologationsData, RunData } from './homologation/homologation-data.js'
import { ReportButton } from './homologation/report-button.js'
import { Steps } from './homologation/steps.js'

const POLL_MS = 4000

const isUnderWay = ({ runs }: HomologationsData): number | null =>
  runs.some(({ finishedAt, startedAt }) => !finishedAt && Date.now() - Date.parse(startedAt) < 300_000) ? POLL_MS : null

/** The homologations of an integration so far, newest first, each with its report. */
const Homologations: React.FC<ActionProps> = ({ record, resource }) => {
  const { translateMessage } = useTranslation()
  const { timeZone } = useWords()
  const message = (name: string, params?: Record<string, string>): string =>
    translateMessage(name, 'Integration', params)
  const target = { resourceId: resource.id, actionName: 'showHomologations', recordId: record?.id }
  const { data, failure, reload } = useActionData<HomologationsData>(target, isUnderWay)
  if (!data || !record) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />
  if (data.runs.length === 0) return <p className="cp-hint">{message('homologationNone')}</p>

  const state = ({ finishedAt, passed }: RunData) =>
    finishedAt ? (
      <Badge tone={passed ? 'positive' : 'negative'}>
        {message(passed ? 'homologationStepPassed' : 'homologationStepFailed')}
      </Badge>
    ) : (
      <Badge tone="waiting">{message('homologationUnfinished')}</Badge>
    )
  return (
    <div className="cp-runs">
      {data.runs.map((run) => (
        <details key={run.id} className="cp-run">
          <summary>
            <time className="cp-number" dateTime={run.startedAt}>
              {formatDateTime(run.startedAt, timeZone)}
            </time>{' '}
            {state(run)} <span className="cp-run-by">{message('homologationBy', { by: run.requestedBy })}</span>
          </summary>
          <Steps steps={run.steps} />
          {run.finishedAt && <ReportButton record={record} run={run} />}
        </details>
      ))}
    </div>
  )
}
export default Homologations
