import { Button } from '@adminjs/design-system'
import { type ActionProps, useTranslation } from 'adminjs'
import React, { useState } from 'react'
import { useActionData } from '../actions/use-action-data.js'
import { usePostAction } from '../actions/use-post-action.js'
import { Alert } from '../forms/alert.js'
import type { HomologationsData, RunData } from './homologation/homologation-data.js'
import { ReportButton } from './homologation/report-button.js'
import { Steps } from './homologation/steps.js'

/** *Homologar* (BR-07a): says what will be sent and where, sends it, and shows each request with its answer. */
const Homologate: React.FC<ActionProps> = (props) => {
  const { record, action, resource } = props
  const { translateMessage, translateAction } = useTranslation()
  const [packageId, setPackageId] = useState('')
  const { run, isRunning, data: result } = usePostAction<RunData>(props, { packageId })
  const { data } = useActionData<HomologationsData>({
    resourceId: resource.id,
    actionName: 'showHomologations',
    recordId: record?.id,
  })
  const message = (name: string): string => translateMessage(name, 'Integration')
  if (!record) return null
  return (
    <div className="cp-form cp-step cp-step-wide">
      <h2>{translateAction(action.label, 'Integration')}</h2>
      <p>{message('homologationText')}</p>
      <p>
        <span className="cp-address">{String(record.params.url)}</span>
      </p>
      {data?.packages.length === 0 && <p className="cp-hint">{message('homologationInvented')}</p>}
      {data && data.packages.length > 0 && (
        <div className="cp-field">
          <label className="cp-label" htmlFor="homologation-package">
            {message('homologationPackage')}
          </label>
          <select
            id="homologation-package"
            className="cp-input cp-select"
            value={packageId}
            onChange={({ target }) => setPackageId(target.value)}
          >
            <option value="">{message('homologationAnyPackage')}</option>
            {data.packages.map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code ? `${name} (${code})` : name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="cp-step-line">
        <Button type="button" variant="contained" disabled={isRunning} onClick={run}>
          {message(isRunning ? 'homologationRunning' : result ? 'homologationAgain' : 'homologationNow')}
        </Button>
        {result && !isRunning && <ReportButton record={record} run={result} />}
      </div>
      {result && !isRunning && (
        <>
          <p className="cp-hint">{message('homologationReportHint')}</p>
          <Alert
            tone={result.passed ? 'positive' : 'negative'}
            title={message(result.passed ? 'homologationPassed' : 'homologationFailed')}
          />
          <Steps steps={result.steps} />
        </>
      )}
      <p className="cp-hint">{message('homologationHint')}</p>
    </div>
  )
}
export default Homologate
