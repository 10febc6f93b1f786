import { Button } from '@adminjs/design-system'
import { useTranslation } from 'adminjs'
import React from 'react'
import { formatDateTime } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useActionForm } from '../actions/use-action-form.js'
import { useDeskWords } from '../desk-words.js'
import { Badge } from '../properties/badge.js'
import type { DifferenceData } from './reconciliation-data.js'

const TONES = { missing_there: 'negative', extra_there: 'warning' } as const

interface Props {
  difference: DifferenceData
  recordId: string
  runId: number
  mayCorrect: boolean
  onChanged: () => void
}

/** One difference: whose, what each side says, and *Corrigir*. */
export const DifferenceLine: React.FC<Props> = ({ difference, recordId, runId, mayCorrect, onChanged }) => {
  const { value, notice, timeZone } = useDeskWords()
  const { translateMessage } = useTranslation()
  const message = (name: string, params?: Record<string, string | number>): string =>
    translateMessage(name, 'Reconciliation', params)
  const target = { resourceId: 'Integration', recordId, actionName: 'correctDifferences' }
  const { post, isBusy, refusal } = useActionForm(target)
  const { id, kind, externalId, login, customerId, customer, serviceId, serviceNumber, ours, theirs } = difference
  const { resolution, fixedAt, fixedBy, fixable } = difference
  const isProduct = kind === 'different_product'
  const inWords = (state: string | null): string => {
    if (isProduct) return state ?? '—'
    return value('state', state ?? 'absent', 'ReconciliationDifference')
  }
  const correct = async (): Promise<void> => {
    if (await post({ runId: String(runId), differenceId: String(id) })) onChanged()
  }
  return (
    <li className="cp-desk-line cp-difference">
      <div className="cp-desk-line-what">
        {customerId ? (
          <RecordLink resourceId="Customer" recordId={customerId}>
            <strong>{customer}</strong>
          </RecordLink>
        ) : (
          <strong>{message('unknownUser')}</strong>
        )}
        <span className="cp-desk-soft">
          {[login, externalId].filter(Boolean).join(' · ') || message('noPlatformName')}
        </span>
        {difference.package && (
          <span className="cp-desk-soft">
            {difference.package}
            {serviceId && (
              <>
                {' · '}
                <RecordLink resourceId="CustomerService" recordId={serviceId}>
                  {serviceNumber}
                </RecordLink>
              </>
            )}
          </span>
        )}
      </div>
      <div className="cp-standing">
        <Badge tone={TONES[kind as keyof typeof TONES] ?? 'warning'}>
          {value('kind', kind, 'ReconciliationDifference')}
        </Badge>
        <p>{message(isProduct ? 'sidesProduct' : 'sides', { ours: inWords(ours), theirs: inWords(theirs) })}</p>
        {refusal && !isBusy && <p className="cp-standing-bad">{notice(refusal, 'Integration')}</p>}
        {!fixable && !fixedAt && <p>{message('notFixable')}</p>}
      </div>
      <div className="cp-desk-line-act">
        {fixedAt ? (
          <span className="cp-desk-soft">
            {value('resolution', resolution ?? '', 'ReconciliationDifference')}
            <br />
            {formatDateTime(fixedAt, timeZone)} · {fixedBy}
          </span>
        ) : (
          fixable &&
          mayCorrect && (
            <Button
              type="button"
              size="sm"
              variant="outlined"
              disabled={isBusy}
              aria-label={`${message('correct')}: ${customer ?? externalId ?? ''}`}
              onClick={() => void correct()}
            >
              {message('correct')}
            </Button>
          )
        )}
      </div>
    </li>
  )
}
