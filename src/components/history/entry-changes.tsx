import type { ActionProps } from 'adminjs'
import React from 'react'
import { useActionData } from '../actions/use-action-data.js'
import { PageState } from '../forms/page-state.js'
import { ChangeList } from './change-list.js'
import type { HistoryData } from './history-data.js'

/** Below an audit entry's fields: what it changed, as the histories show it. */
const EntryChanges: React.FC<ActionProps> = ({ record, resource }) => {
  const target = { resourceId: resource.id, recordId: String(record?.id ?? ''), actionName: 'showChanges' }
  const { data, failure, reload } = useActionData<HistoryData>(target)
  if (!data) return <PageState failure={failure} resourceId={resource.id} onRetry={reload} />
  return (
    <div className="cp-history cp-entry-changes">
      {data.entries.map((entry) => (
        <ChangeList key={entry.id} entry={entry} names={data.names} />
      ))}
    </div>
  )
}
export default EntryChanges
