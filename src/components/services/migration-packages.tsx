import React from 'react'
import { formatMoney } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import { Labelled } from '../forms/labelled.js'
import type { FieldError } from '../words.js'
import { offeredPackages, takenPackages } from './migration-form.js'
import type { MigrationData } from './service-data.js'

interface Props {
  migration: MigrationData
  left: readonly number[]
  error: FieldError | undefined
  onChange: (left: number[]) => void
}

/** BR-20, BR-21: the new plan's packages, the optional ones to be unticked, those that can't come in with the reason. */
export const MigrationPackages: React.FC<Props> = ({ migration, left, error, onChange }) => {
  const { desk, refusal } = useDeskWords()
  const offered = offeredPackages(migration)
  const taken = takenPackages(offered, left)
  return (
    <Labelled id="packageIds" label={desk('newPlanPackages')} error={error} group wide>
      {() =>
        offered.length === 0 ? (
          <p className="cp-desk-soft">{desk('planHasNoPackages')}</p>
        ) : (
          <ul className="cp-desk-ticks">
            {offered.map(({ packageId, name, priceCents, mandatory, blockedBy }) => (
              <li key={packageId}>
                <label className="cp-tick">
                  <input
                    type="checkbox"
                    className="cp-check"
                    checked={taken.includes(packageId)}
                    disabled={mandatory || blockedBy !== null}
                    onChange={({ target: { checked } }) =>
                      onChange(checked ? left.filter((id) => id !== packageId) : [...left, packageId])
                    }
                  />
                  <span>
                    {name}
                    {mandatory && blockedBy === null && <em className="cp-desk-why">{desk('mandatoryInPlan')}</em>}
                    {blockedBy !== null && (
                      <em className="cp-desk-why">{refusal('SINGLE_PACKAGE_TAKEN', { package: blockedBy })}</em>
                    )}
                  </span>
                  <span className="cp-number">{formatMoney(priceCents)}</span>
                </label>
              </li>
            ))}
          </ul>
        )
      }
    </Labelled>
  )
}
