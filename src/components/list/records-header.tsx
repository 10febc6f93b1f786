import { TableCell, TableHead, TableRow } from '@adminjs/design-system'
import { type BasePropertyJSON, SortLink } from 'adminjs'
import React from 'react'
import { useWords } from '../words.js'

interface Props {
  properties: BasePropertyJSON[]
  sortBy?: string
  direction?: 'asc' | 'desc'
  onSelectAll?: () => void
  selectedAll?: boolean
}

/** Titles of a list's columns; a phone shows cards, which name their values themselves. */
const RecordsHeader: React.FC<Props> = ({ properties, sortBy, direction, onSelectAll, selectedAll }) => {
  const { word, property: nameOf } = useWords()
  const sortOf = (path: string): 'ascending' | 'descending' | undefined =>
    sortBy !== path ? undefined : direction === 'desc' ? 'descending' : 'ascending'
  return (
    <TableHead className="cp-records-head">
      <TableRow>
        <TableCell className="cp-record-check">
          {onSelectAll && (
            <input
              type="checkbox"
              className="cp-check"
              aria-label={word('selectAll')}
              checked={selectedAll ?? false}
              onChange={() => onSelectAll()}
            />
          )}
        </TableCell>
        {properties.map((property) => (
          <TableCell key={property.propertyPath} as="th" scope="col" aria-sort={sortOf(property.propertyPath)}>
            {property.isSortable ? (
              <SortLink
                property={property}
                {...(sortBy === undefined ? {} : { sortBy })}
                {...(direction === undefined ? {} : { direction })}
              />
            ) : (
              nameOf(property.label, property.resourceId)
            )}
          </TableCell>
        ))}
        <TableCell className="options" />
      </TableRow>
    </TableHead>
  )
}
export default RecordsHeader
