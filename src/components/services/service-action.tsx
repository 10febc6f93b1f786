import { type ActionProps, ViewHelpers } from 'adminjs'
import React, { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionData } from '../actions/use-action-data.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'
import { PageState } from '../forms/page-state.js'
import { ActionFields, type ServiceActionForm, type ServiceActionName } from './action-fields.js'
import { Consequences } from './consequences.js'
import type { ServiceOverviewData } from './service-data.js'
import { ServiceHeading } from './service-heading.js'

const EMPTY: ServiceActionForm = {
  ...{ kind: '', reason: '', confirmed: false, left: [], days: null, until: null, statusId: '' },
}

/** Kinds of blocks to close, as they are posted; "none" is said by an empty value. */
const kindsOf = ({ service }: ServiceOverviewData, left: readonly string[]): Record<string, string> => {
  const kinds = service.openBlocks.map(({ kind }) => kind).filter((kind) => !left.includes(kind))
  if (kinds.length === 0) return { kinds: '' }
  return Object.fromEntries(kinds.map((kind, index) => [`kinds.${index}`, kind]))
}

const payloadOf = (name: ServiceActionName, form: ServiceActionForm, data: ServiceOverviewData) => {
  const { reason, kind, confirmed, left, days, until } = form
  if (name === 'activate') return {}
  if (name === 'changeStatus') return { statusId: form.statusId, reason }
  if (name === 'suspend') return { kind, reason }
  if (name === 'trustUnlock') return { days: days ?? String(data.trustUnlock.defaultDays), reason }
  if (name === 'protect') return { doNotSuspendUntil: until ?? data.service.doNotSuspendUntil ?? '', reason }
  if (name === 'enable') return { reason, ...kindsOf(data, left) }
  return { reason, confirmed: String(confirmed) }
}

/** *Ativar*, *Suspender*, *Habilitar*, *Desbloqueio em confiança*, *Não suspender até*, *Cancelar*: says what follows, asks what it needs, and posts it. */
const ServiceAction: React.FC<ActionProps> = ({ record, resource, action }) => {
  const name = action.name as ServiceActionName
  const recordId = String(record?.id ?? '')
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const [form, setForm] = useState(EMPTY)
  const overview = { resourceId: resource.id, recordId, actionName: 'showOverview' }
  const { data, failure, reload } = useActionData<ServiceOverviewData>(overview)
  const { post, isBusy, errors, refusal, forget } = useActionForm({ ...overview, actionName: name })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await post(payloadOf(name, form, data))) {
      navigate(new ViewHelpers().recordActionUrl({ resourceId: resource.id, recordId, actionName: 'show' }))
    }
  }
  return (
    <form className="cp-form cp-desk-action" onSubmit={submit} noValidate>
      <h2>{desk(`${name}Title`)}</h2>
      <ServiceHeading service={data.service} />
      <Consequences name={name} form={form} data={data} />
      <ActionFields
        name={name}
        form={form}
        data={data}
        errors={errors}
        onChange={(changed) => {
          setForm((current) => ({ ...current, ...changed }))
          forget([...Object.keys(changed), 'kinds', 'doNotSuspendUntil'])
        }}
      />
      <FormFoot
        label={desk(`${name}Button`)}
        isBusy={isBusy}
        isDanger={name === 'cancel'}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default ServiceAction
