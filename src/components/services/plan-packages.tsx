import React from 'react'
import { centsOf, formatMoney } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import { PageState } from '../forms/page-state.js'
import type { FieldError } from '../words.js'
import type { PlanPackagesData } from './service-data.js'
import { takenIds } from './service-form.js'

interface Props {
  planId: string
  plan: PlanPackagesData['plan']
  packages: PlanPackagesData['packages']
  failure: string | null
  /** The service's price as typed; empty for the plan's. */
  priceCents: string
  left: readonly number[]
  error: FieldError | undefined
  onChange: (left: number[]) => void
}

/** The plan's packages: ticked, the optional ones to be unticked, mandatory ones locked; and what all of it costs. */
export const PlanPackages: React.FC<Props> = (props) => {
  const { planId, plan, packages, failure, priceCents, left, error, onChange } = props
  const { desk } = useDeskWords()
  const taken = takenIds(packages, left)
  const packagesCents = packages
    .filter(({ packageId }) => taken.includes(packageId))
    .reduce((sum, item) => sum + item.priceCents, 0)
  const serviceCents = priceCents === '' ? (plan?.priceCents ?? null) : centsOf(priceCents)

  const content = () => {
    if (!planId) return <p className="cp-desk-soft">{desk('choosePlanFirst')}</p>
    if (!plan) return <PageState failure={failure} resourceId="Plan" onRetry={() => undefined} />
    if (packages.length === 0) return <p className="cp-desk-soft">{desk('planHasNoPackages')}</p>
    return (
      <ul className="cp-desk-ticks">
        {packages.map(({ packageId, name, priceCents: cents, mandatory }) => (
          <li key={packageId}>
            <label className="cp-tick">
              <input
                type="checkbox"
                className="cp-check"
                checked={taken.includes(packageId)}
                disabled={mandatory}
                onChange={({ target: { checked } }) =>
                  onChange(checked ? left.filter((id) => id !== packageId) : [...left, packageId])
                }
              />
              <span>
                {name}
                {mandatory && <em className="cp-desk-why">{desk('mandatoryHint')}</em>}
              </span>
              <span className="cp-number">{formatMoney(cents)}</span>
            </label>
          </li>
        ))}
      </ul>
    )
  }

  return (
    <>
      <Labelled id="packageIds" label={desk('planPackages')} error={error} group wide>
        {content}
      </Labelled>
      {plan && serviceCents !== null && (
        <p className="cp-desk-total cp-wide" aria-live="polite">
          {desk('monthlyTotal')} <strong>{formatMoney(serviceCents + packagesCents)}</strong>
          <span>
            {desk('totalParts', { service: formatMoney(serviceCents), packages: formatMoney(packagesCents) })}
          </span>
        </p>
      )}
    </>
  )
}
