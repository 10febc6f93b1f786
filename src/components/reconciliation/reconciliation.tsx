import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React, { useState } from 'react'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { PageState } from '../forms/page-state.js'
import { useFailureWords } from '../integrations/failure.js'
import { Differences } from './differences.js'
import type { ReconciliationData } from './reconciliation-data.js'
import { RunList } from './run-list.js'
import { RunSummary } from './run-summary.js'

const POLL_MS = 2000

const waits = ({ runs }: ReconciliationData): number | null =>
  runs.some(({ finishedAt }) => finishedAt === null) ? POLL_MS : null

/** *Reconciliar*: compares now, and shows what the last comparison, or an earlier one, found. */
const Reconciliation: React.FC<ActionProps> = ({ record, resource, action }) => {
  const recordId = String(record?.id ?? '')
  const { notice } = useDeskWords()
  const describe = useFailureWords()
  const { translateAction, translateMessage } = useTranslation()
  const message = (name: string): string => translateMessage(name, 'Reconciliation')
  const [query, setQuery] = useState<Record<string, string>>({})
  const target = { resourceId: resource.id, recordId }
  const { data, failure, reload } = useActionData<ReconciliationData>(
    { ...target, actionName: action.name, params: query },
    waits,
  )
  const { post, isBusy, refusal } = useActionForm({ ...target, actionName: 'reconcile' })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const { runs, runId, mayCorrect, integrationActive, listsAccounts } = data
  const run = runs.find(({ id }) => id === runId)
  const isRunning = isBusy || waits(data) !== null
  const start = async (): Promise<void> => {
    const done = post({})
    reload()
    if (await done) setQuery({})
    reload()
  }
  const reason = refusal?.options?.failure
  return (
    <div className="cp-desk cp-reconciliation">
      <section className="cp-desk-card">
        <div className="cp-desk-head">
          <h2>{translateAction(action.label, resource.id)}</h2>
          {mayCorrect && integrationActive && (
            <Button type="button" variant="contained" disabled={isRunning} onClick={() => void start()}>
              {message(isRunning ? 'running' : 'start')}
            </Button>
          )}
        </div>
        <p>{message(listsAccounts ? 'textListed' : 'textConfirmed')}</p>
        {!integrationActive && <Alert tone="warning" title={message('inactive')} />}
        {refusal && !isBusy && (
          <Alert tone="negative" title={notice(refusal, resource.id)}>
            {typeof reason === 'string' && describe({ message: reason })}
          </Alert>
        )}
        {run ? <RunSummary run={run} /> : <p className="cp-desk-empty">{message('noRuns')}</p>}
        <RunList runs={runs} runId={runId} onChoose={(id) => setQuery({ runId: String(id) })} />
      </section>
      {run && run.differences > 0 && (
        <Differences data={data} query={query} onQuery={setQuery} recordId={recordId} onChanged={reload} />
      )}
    </div>
  )
}
export default Reconciliation
