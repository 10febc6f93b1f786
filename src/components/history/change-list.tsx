import React from 'react'
import { usePrivacyWords } from '../privacy/privacy-words.js'
import type { FieldChange, HistoryEntry } from './history-data.js'
import { fieldName, valueLines } from './history-value.js'

const Lines: React.FC<{ label: string; lines: readonly string[]; className: string }> = ({
  label,
  lines,
  className,
}) => (
  <div className={className}>
    <span className="cp-change-side">{label}</span>
    <div>{lines.length === 0 ? '—' : lines.map((line) => <div key={line}>{line}</div>)}</div>
  </div>
)

interface Props {
  entry: HistoryEntry
  names: Readonly<Record<string, string>>
}

/** What an entry changed, field by field: before and after, or only what there is where the record came about. */
export const ChangeList: React.FC<Props> = ({ entry, names }) => {
  const words = usePrivacyWords()
  const { privacy } = words
  const { changes, resourceId, action } = entry
  const hidden = changes.filter((change) => change.hidden)
  const isNew = changes.every(({ before }) => before === null)

  const change = ({ path, before, after }: FieldChange) => {
    const place = { path, resourceId, names, words }
    return (
      <li key={path} className={isNew ? 'cp-change cp-change-new' : 'cp-change'}>
        <span className="cp-change-field">{fieldName(place)}</span>
        {!isNew && (
          <Lines className="cp-change-before" label={privacy('historyBefore')} lines={valueLines(before, place)} />
        )}
        <Lines className="cp-change-after" label={privacy('historyAfter')} lines={valueLines(after, place)} />
      </li>
    )
  }
  if (changes.length === 0) return null
  const isRead = action === 'customer.personal_data_read'
  return (
    <ul className="cp-changes">
      {hidden.length > 0 && (
        <li className="cp-change cp-change-new">
          <span className="cp-change-field">
            {hidden.map(({ path }) => fieldName({ path, resourceId, names, words })).join(', ')}
          </span>
          <span className="cp-desk-soft">{privacy(isRead ? 'historyRead' : 'historyHidden')}</span>
        </li>
      )}
      {!isNew && (
        <li className="cp-change cp-change-head" aria-hidden="true">
          <span />
          <span>{privacy('historyBefore')}</span>
          <span>{privacy('historyAfter')}</span>
        </li>
      )}
      {changes.filter((item) => !item.hidden).map(change)}
    </ul>
  )
}
