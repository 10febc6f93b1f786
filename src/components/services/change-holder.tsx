import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import { PageState } from '../forms/page-state.js'
import { ReasonField } from '../forms/reason-field.js'
import { ConsentField } from './consent-field.js'
import { HolderField } from './holder-field.js'
import type { ServiceOverviewData } from './service-data.js'
import { ServiceHeading } from './service-heading.js'

const EMPTY = { customerId: '', consentChannel: '', reason: '', closeDebt: false }

/** *Trocar titular* (BR-43): says what platforms hear, asks who gets the service and what becomes of an open debt. */
const ChangeHolder: React.FC<ActionProps> = ({ record, resource, action }) => {
  const recordId = String(record?.id ?? '')
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const [form, setForm] = useState(EMPTY)
  const overview = { resourceId: resource.id, recordId, actionName: 'showOverview' }
  const { data, failure, reload } = useActionData<ServiceOverviewData>(overview)
  const { post, isBusy, errors, refusal, forget } = useActionForm({ ...overview, actionName: action.name })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const change = (changed: Partial<typeof EMPTY>): void => {
    setForm((current) => ({ ...current, ...changed }))
    forget(Object.keys(changed))
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post({ ...form, closeDebt: String(form.closeDebt) })) {
      navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId, actionName: 'show' }))
    }
  }
  const moved = data.subscriptions.filter(({ integration, standing }) => integration !== null && standing !== 'removed')
  const hasDebt = data.service.openBlocks.some(({ kind }) => kind === 'debt')
  return (
    <form className="cp-form cp-desk-action" onSubmit={submit} noValidate>
      <h2>{desk('holderTitle')}</h2>
      <ServiceHeading service={data.service} />
      <Alert tone="info" title={desk('holderText')}>
        {moved.length === 0 && <p>{desk('noPlatformHears')}</p>}
        {moved.length > 0 && (
          <>
            <p>{desk('holderPackages')}</p>
            <ul className="cp-desk-bullets">
              {moved.map(({ id, name, integration }) => (
                <li key={id}>
                  {name} ({integration})
                </li>
              ))}
            </ul>
          </>
        )}
      </Alert>
      <div className="cp-desk-fields">
        <HolderField
          label={desk('newHolder')}
          value={form.customerId}
          error={errors.customerId}
          onChange={(customerId) => change({ customerId })}
        />
        <ConsentField
          value={form.consentChannel}
          error={errors.consentChannel}
          onChange={(consentChannel) => change({ consentChannel })}
        />
        {hasDebt && (
          <Labelled
            id="closeDebt"
            label={desk('openDebt')}
            hint={desk('closeDebtHint')}
            error={errors.closeDebt}
            group
            wide
          >
            {() => (
              <label className="cp-tick">
                <input
                  type="checkbox"
                  className="cp-check"
                  checked={form.closeDebt}
                  onChange={({ target: { checked } }) => change({ closeDebt: checked })}
                />
                <span>{desk('closeDebt')}</span>
              </label>
            )}
          </Labelled>
        )}
        <ReasonField value={form.reason} error={errors.reason} required onChange={(reason) => change({ reason })} />
      </div>
      <FormFoot
        label={desk('holderButton')}
        isBusy={isBusy}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default ChangeHolder
