import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { centsOf, formatMoney } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { FormFoot } from '../forms/form-foot.js'
import { Labelled } from '../forms/labelled.js'
import { PageState } from '../forms/page-state.js'
import { SelectRecord } from '../properties/select-record.js'
import { MigrationFields } from './migration-fields.js'
import { EMPTY_MIGRATION, type MigrationForm, packagesCents, toMigrationPayload } from './migration-form.js'
import { MigrationPackages } from './migration-packages.js'
import { PlanComparison } from './plan-comparison.js'
import type { ServiceOverviewData } from './service-data.js'
import { ServiceHeading } from './service-heading.js'
import { useMigration } from './use-migration.js'

/** *Migrar de plano*: the new plan, what it keeps, brings and takes away, and only then the button. */
const MigrateService: React.FC<ActionProps> = ({ record, resource, action }) => {
  const recordId = String(record?.id ?? '')
  const { desk, value: labelOf } = useDeskWords()
  const navigate = useNavigate()
  const [form, setForm] = useState<MigrationForm>(EMPTY_MIGRATION)
  const overview = { resourceId: resource.id, recordId, actionName: 'showOverview' }
  const { data, failure, reload } = useActionData<ServiceOverviewData>(overview)
  const migrating = useMigration(recordId, form)
  const { post, isBusy, errors, refusal, forget } = useActionForm({ ...overview, actionName: action.name })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const { service } = data
  const { migration } = migrating
  const planError = errors.planId ?? migrating.errors.planId
  const isWaiting = service.contentEffect === 'waiting'
  const change = (changed: Partial<MigrationForm>): void => {
    setForm((current) => ({ ...current, ...changed }))
    forget(Object.keys(changed))
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (form.planId && !migration && !planError) return // nothing was shown yet that could be confirmed
    const answer = await post(toMigrationPayload(form, { data: migration, isWaiting }))
    const id = (answer?.data as { id?: number } | undefined)?.id
    if (id === undefined) return migrating.reload() // what was shown may have changed
    navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId: String(id), actionName: 'show' }))
  }
  const total = migration && packagesCents(migration)
  const typedCents = form.priceCents === '' ? (migration?.plan?.priceCents ?? null) : centsOf(form.priceCents)
  return (
    <form className="cp-form cp-desk-action" onSubmit={submit} noValidate>
      <h2>{desk('migrateTitle')}</h2>
      <ServiceHeading service={service} />
      <Alert tone="info" title={desk('migrateText')}>
        {service.openBlocks.length > 0 && (
          <p>
            {desk('migrateBlocks', {
              kinds: service.openBlocks
                .map(({ kind }) => labelOf('kind', kind, 'ServiceBlock').toLowerCase())
                .join(', '),
            })}
          </p>
        )}
      </Alert>
      <div className="cp-desk-fields">
        <Labelled id="planId" label={desk('newPlan')} error={planError} required wide>
          {(ids) => (
            <SelectRecord
              id={ids.id}
              resourceId="Plan"
              value={form.planId}
              invalid={ids['aria-invalid']}
              describedBy={ids['aria-describedby']}
              onChange={(planId) => change({ planId, left: [] })}
            />
          )}
        </Labelled>
        {migration && (
          <>
            <MigrationPackages
              migration={migration}
              left={form.left}
              error={errors.packageIds}
              onChange={(left) => change({ left })}
            />
            <PlanComparison migration={migration} />
          </>
        )}
        {total && typedCents !== null && (
          <p className="cp-desk-total cp-wide" aria-live="polite">
            {desk('monthlyTotal')} <strong>{formatMoney(typedCents + total.after)}</strong>
            <span>{desk('totalBefore', { total: formatMoney(service.priceCents + total.before) })}</span>
          </p>
        )}
        {form.planId && !migration && !planError && (
          <PageState failure={migrating.failure} resourceId={resource.id} onRetry={migrating.reload} />
        )}
        <MigrationFields form={form} errors={errors} migration={migration} isWaiting={isWaiting} onChange={change} />
      </div>
      <FormFoot
        label={desk('migrateButton')}
        isBusy={isBusy}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default MigrateService
