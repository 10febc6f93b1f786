import type { ActionProps } from 'adminjs'
import { useQueryParams } from 'adminjs'
import React, { type FormEvent, useEffect, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { FormFoot } from '../forms/form-foot.js'
import { PlanPackages } from './plan-packages.js'
import { ServiceFields } from './service-fields.js'
import { EMPTY_SERVICE, type ServiceForm, toPayload } from './service-form.js'
import { useProposal } from './use-proposal.js'

/** *Adicionar*: a customer, a plan, and which of the plan's packages the customer takes (BR-20, BR-21). */
const AddService: React.FC<ActionProps> = ({ resource }) => {
  const { desk } = useDeskWords()
  const navigate = useNavigate()
  const { parsedQuery } = useQueryParams()
  const [form, setForm] = useState<ServiceForm>(EMPTY_SERVICE)
  const { plan, packages, failure, reload } = useProposal(form.planId)
  const target = { resourceId: resource.id, actionName: 'new' }
  const { post, isBusy, errors, refusal, forget } = useActionForm(target)
  const change = (changed: Partial<ServiceForm>): void => {
    setForm((current) => ({ ...current, ...changed }))
    forget(Object.keys(changed))
  }

  // A link from a customer's page brings the customer along.
  const given = String((parsedQuery as Record<string, unknown> | undefined)?.customerId ?? '')
  useEffect(() => {
    if (given) change({ customerId: given })
  }, [given])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await post(toPayload(form, packages))
    if (answer?.redirectUrl) navigate(answer.redirectUrl)
    // The plan may have changed since its packages were proposed.
    else if (!answer) reload()
  }

  return (
    <form className="cp-form" onSubmit={submit} noValidate>
      <div className="cp-desk-fields">
        <ServiceFields form={form} errors={errors} planPriceCents={plan?.priceCents ?? null} onChange={change} />
        <PlanPackages
          planId={form.planId}
          plan={plan}
          packages={packages}
          failure={failure}
          priceCents={form.priceCents}
          left={form.left}
          error={errors.packageIds}
          onChange={(left) => change({ left })}
        />
      </div>
      <FormFoot
        label={desk('addService')}
        isBusy={isBusy}
        resourceId={resource.id}
        refusal={refusal}
        onCancel={() => navigate(-1)}
      />
    </form>
  )
}
export default AddService
