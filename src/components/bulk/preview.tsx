import React from 'react'
import { formatMoney } from '../../locale/format.js'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import { Labelled } from '../forms/labelled.js'
import type { PreviewData } from './bulk-data.js'
import { Figures, shownCount } from './figures.js'
import { useReason } from './use-reason.js'

interface Props {
  preview: PreviewData
  typed: string
  onType: (typed: string) => void
}

/** What would happen: how many, how many not and why, the first of them, and the number that a person must confirm. */
export const Preview: React.FC<Props> = ({ preview, typed, onType }) => {
  const { desk } = useDeskWords()
  const reasonOf = useReason()
  const { total, accepted, affected, limit, refusals, unknownNumbers, sample } = preview
  const figures = [
    [desk('bulkAccepted'), accepted],
    [desk('bulkRefused'), total - accepted],
    ...(affected > 0 ? ([[desk('bulkAffected'), affected]] as const) : []),
  ] as const
  return (
    <section className="cp-bulk-part" aria-label={desk('bulkPreviewTitle')}>
      <h2>
        {total === 0 ? desk('bulkNone') : desk('bulkFound', { count: total }).replace(String(total), shownCount(total))}
      </h2>
      {unknownNumbers.count > 0 && (
        <Alert
          tone="warning"
          title={desk('bulkUnknown', {
            count: unknownNumbers.count,
            list: `${unknownNumbers.first.join(', ')}${unknownNumbers.count > unknownNumbers.first.length ? '…' : ''}`,
          })}
        />
      )}
      {total === 0 ? <p>{desk('bulkNoneText')}</p> : <Figures figures={figures} />}
      {refusals.length > 0 && (
        <>
          <h3>{desk('bulkWhy')}</h3>
          <ul className="cp-bulk-reasons">
            {refusals.map(({ code, data, count }) => (
              <li key={code + JSON.stringify(data)}>
                <strong>{shownCount(count)}</strong>
                <span>{reasonOf(code, data)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {sample.length > 0 && (
        <>
          <h3>{desk('bulkSample')}</h3>
          <ul className="cp-bulk-items">
            {sample.map((row) => (
              <li key={row.serviceId}>
                <span>
                  <RecordLink resourceId="CustomerService" recordId={row.serviceId}>
                    {row.number}
                  </RecordLink>{' '}
                  <span className="cp-desk-soft">{row.plan}</span>
                </span>
                <span>{row.customer}</span>
                <span className={row.code ? 'cp-bulk-bad' : undefined}>
                  {row.code ? reasonOf(row.code, row.data) : desk('bulkWillBeDone')}
                  {row.afterCents !== null && ` · ${prices(row.beforeCents, row.afterCents)}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.needsConfirmation && (
        <Alert
          tone="warning"
          title={desk('bulkBrakeTitle', { count: affected }).replace(String(affected), shownCount(affected))}
        >
          <p>{desk('bulkBrakeText', { limit: shownCount(limit) })}</p>
          <Labelled id="confirmedAffected" label={desk('bulkBrakeField', { number: affected })} required>
            {(ids) => (
              <input
                {...ids}
                className="cp-input cp-bulk-typed"
                inputMode="numeric"
                autoComplete="off"
                value={typed}
                onChange={({ target }) => onType(target.value)}
              />
            )}
          </Labelled>
        </Alert>
      )}
    </section>
  )
}

/** A price before and after. */
export const prices = (before: number | null, after: number): string =>
  before === null ? formatMoney(after) : `${formatMoney(before)} → ${formatMoney(after)}`
