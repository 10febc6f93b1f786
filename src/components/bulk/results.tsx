import React from 'react'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Badge } from '../properties/badge.js'
import type { BulkItemData, BulkJobData } from './bulk-data.js'
import { prices } from './preview.js'
import { useReason } from './use-reason.js'

interface Props {
  job: BulkJobData
  items: readonly BulkItemData[]
  /** How many there were of what is looked at; their lines are removed after a while. */
  expected: number
}

/** One line per service: which, whose, what came of it and why not. */
export const Results: React.FC<Props> = ({ job, items, expected }) => {
  const { desk } = useDeskWords()
  const reasonOf = useReason()
  const isGone = expected > 0 && job.state !== 'running'
  if (items.length === 0) return <p className="cp-desk-empty">{desk(isGone ? 'bulkItemsGone' : 'bulkNoItems')}</p>
  const badge = ({ state }: BulkItemData) => {
    if (state === 'done') return <Badge tone="positive">{desk('bulkItemDone')}</Badge>
    if (state === 'refused') return <Badge tone="negative">{desk('bulkRefusedOne')}</Badge>
    return job.state === 'running' ? (
      <Badge tone="waiting">{desk('bulkItemPending')}</Badge>
    ) : (
      <Badge tone="neutral">{desk('bulkItemNotDone')}</Badge>
    )
  }
  return (
    <ul className="cp-bulk-items">
      {items.map((item) => (
        <li key={item.position}>
          <span>
            <RecordLink resourceId="CustomerService" recordId={item.serviceId}>
              {item.number}
            </RecordLink>{' '}
            <span className="cp-desk-soft">{item.plan}</span>
          </span>
          <span>
            <RecordLink resourceId="Customer" recordId={item.customerId}>
              {item.customer}
            </RecordLink>
          </span>
          <span className="cp-bulk-outcome">
            {badge(item)}
            {item.code && <span>{reasonOf(item.code, item.data)}</span>}
            {item.data?.afterCents !== undefined && (
              <span>{prices(item.data.beforeCents ?? null, item.data.afterCents)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
