import { Button } from '@adminjs/design-system'
import type { ActionProps } from 'adminjs'
import React, { useState } from 'react'
import { formatDateTime, formatRelative } from '../../locale/format.js'
import { useActionData } from '../actions/use-action-data.js'
import { PageState } from '../forms/page-state.js'
import { usePrivacyWords } from '../privacy/privacy-words.js'
import { ChangeList } from './change-list.js'
import type { HistoryData } from './history-data.js'

const PAGE = 50

/** *Histórico* (BR-106): what was done to a record, newest first: who, when, what, why, from what to what. */
const History: React.FC<ActionProps> = ({ record, resource }) => {
  const { privacy, at, timeZone } = usePrivacyWords()
  const [limit, setLimit] = useState(PAGE)
  const target = { resourceId: resource.id, recordId: String(record?.id ?? ''), actionName: 'showHistory' }
  const { data, failure, reload } = useActionData<HistoryData>({ ...target, params: { limit: String(limit) } })
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />
  const { entries, names, hasMore } = data
  if (entries.length === 0) return <p className="cp-desk-empty">{privacy('historyEmpty')}</p>
  return (
    <div className="cp-history">
      <ol>
        {entries.map((entry) => (
          <li key={entry.id} className="cp-history-entry">
            <div className="cp-history-who">
              <time dateTime={String(entry.at)} title={formatRelative(entry.at, new Date())}>
                {formatDateTime(entry.at, timeZone)}
              </time>
              <span>{entry.actor.includes('@') ? entry.actor : `${privacy('historySystem')} (${entry.actor})`}</span>
            </div>
            <div className="cp-history-what">
              <strong>{at(`resources.AuditEntry.labels.action.${entry.action}`, entry.action)}</strong>
              {entry.about && <span className="cp-history-about">{entry.about}</span>}
              {entry.reason && (
                <p>
                  <span className="cp-desk-soft">{privacy('historyReason')}: </span>
                  {at(`history.values.reason.${entry.reason}`, entry.reason)}
                </p>
              )}
              <ChangeList entry={entry} names={names} />
            </div>
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button type="button" variant="outlined" onClick={() => setLimit(limit * 2)}>
          {privacy('historyMore')}
        </Button>
      )}
    </div>
  )
}
export default History
