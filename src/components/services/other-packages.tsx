import React from 'react'
import { formatMoney } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import type { CandidateData, PackagesData } from './service-data.js'

/** BR-22: the packages that the picker leaves out, each with the rule that does it and, for a locked plan, the way to its switch. */
export const OtherPackages: React.FC<{ data: PackagesData }> = ({ data }) => {
  const { desk, refusal } = useDeskWords()
  const { service, candidates, mayEditPlan } = data
  const others = candidates.filter((candidate) => candidate.refusal !== null)
  const hasOffer = others.length < candidates.length
  if (others.length === 0) return null

  const reason = ({ refusal: code, blockedBy }: CandidateData): string =>
    refusal(code ?? '', blockedBy === null ? {} : { package: blockedBy })
  const isLocked = others.some((candidate) => candidate.refusal === 'PACKAGE_NOT_IN_LOCKED_PLAN')
  return (
    <details className="cp-desk-more">
      <summary>{desk('whyNotOthers')}</summary>
      {!hasOffer && <p>{desk('whyNone')}</p>}
      {isLocked && (
        <p className="cp-desk-lock">
          {desk('planIsLocked', { plan: service.plan })}{' '}
          {mayEditPlan ? (
            <RecordLink resourceId="Plan" recordId={service.planId} actionName="edit">
              {desk('openPlanSwitch')}
            </RecordLink>
          ) : (
            desk('askAdministrator')
          )}
        </p>
      )}
      <ul className="cp-desk-others">
        {others.map((candidate) => (
          <li key={candidate.packageId} aria-disabled="true" data-package={candidate.code}>
            <span className="cp-desk-other-what">
              <strong>{candidate.name}</strong>
              <span className="cp-number">{formatMoney(candidate.priceCents)}</span>
            </span>
            <span className="cp-desk-other-why">{reason(candidate)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
