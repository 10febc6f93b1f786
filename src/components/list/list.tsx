import { type ActionProps, RecordsTable, useQueryParams, useRecords, useSelectedRecords } from 'adminjs'
import React, { useEffect } from 'react'
import { useWords } from '../words.js'
import { Pages } from './pages.js'

/** A resource's list with its pages, and in words which of how many records are on the screen. */
const List: React.FC<ActionProps> = ({ resource, setTag }) => {
  const { records, loading, direction, sortBy, page, total, fetchData, perPage } = useRecords(resource.id)
  const { selectedRecords, handleSelect, handleSelectAll, setSelectedRecords } = useSelectedRecords(records)
  const { storeParams } = useQueryParams()
  const { word } = useWords()
  const first = (page - 1) * perPage + 1

  // Only a new total may change the tag beside the title.
  useEffect(() => setTag?.(total.toLocaleString('pt-BR')), [total])

  // What is no longer on the screen must not stay selected.
  useEffect(() => setSelectedRecords([]), [resource.id, records])

  return (
    <section className="cp-list" aria-busy={loading}>
      <RecordsTable
        resource={resource}
        records={records}
        actionPerformed={() => fetchData()}
        onSelect={handleSelect}
        onSelectAll={handleSelectAll}
        selectedRecords={selectedRecords}
        direction={direction}
        {...(sortBy === undefined ? {} : { sortBy })}
        isLoading={loading}
      />
      {records.length > 0 && (
        <div className="cp-list-foot">
          <span className="cp-list-count">
            {word('recordsShown', {
              first: first.toLocaleString('pt-BR'),
              last: (first + records.length - 1).toLocaleString('pt-BR'),
              total: total.toLocaleString('pt-BR'),
            })}
          </span>
          <Pages
            page={page}
            last={Math.max(1, Math.ceil(total / perPage))}
            onChoose={(chosen) => storeParams({ page: String(chosen) })}
          />
        </div>
      )}
    </section>
  )
}
export default List
