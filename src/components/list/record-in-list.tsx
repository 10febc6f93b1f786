import { Icon, TableCell, TableRow } from '@adminjs/design-system'
import { type ActionResponse, BasePropertyComponent, type RecordJSON, type ResourceJSON } from 'adminjs'
import React, { useEffect, useState } from 'react'
import { ActionMenu } from '../actions/action-menu.js'
import { useRunAction } from '../actions/use-run-action.js'
import { useWords } from '../words.js'

interface Props {
  resource: ResourceJSON
  record: RecordJSON
  actionPerformed?: (response: ActionResponse) => void
  isLoading?: boolean
  onSelect?: (record: RecordJSON) => void
  isSelected?: boolean
}

/** A click on these already means something else than "open this record". */
const ownsClick = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, [role="menu"]') !== null

/**
 * A record in a list: a row of the table and, on a phone, a card that names each value. The whole row opens the
 * record; its actions are behind ⋯.
 */
const RecordInList: React.FC<Props> = (props) => {
  const { resource, record: given, actionPerformed, isLoading, onSelect, isSelected } = props
  const [record, setRecord] = useState(given)
  const { word, property: nameOf } = useWords()
  const run = useRunAction({ resourceId: resource.id, recordId: record.id }, (response) => {
    const changed = response.record as RecordJSON | undefined
    if (changed && !response.redirectUrl) setRecord({ ...changed, params: { ...record.params, ...changed.params } })
    else actionPerformed?.(response)
  })

  useEffect(() => setRecord(given), [given])

  const main = ['show', 'edit'].flatMap((name) => record.recordActions.find((action) => action.name === name) ?? [])[0]
  const titlePath = resource.titleProperty?.propertyPath

  return (
    <TableRow
      className={`cp-record${isSelected ? ' selected' : ''}${main ? ' cp-record-open' : ''}`}
      data-id={record.id}
      onClick={(event: React.MouseEvent) => main && !ownsClick(event.target) && run(event, main)}
    >
      <TableCell className="cp-record-check">
        {onSelect && record.bulkActions.length > 0 && (
          <input
            type="checkbox"
            className="cp-check"
            aria-label={`${word('selectRecord')}: ${record.title}`}
            checked={isSelected ?? false}
            onChange={() => onSelect(record)}
          />
        )}
      </TableCell>
      {resource.listProperties.map((property) => (
        <TableCell
          key={property.propertyPath}
          className={property.propertyPath === titlePath ? 'cp-record-title' : undefined}
          data-property-name={property.propertyPath}
          data-label={nameOf(property.label, resource.id)}
        >
          {isLoading ? (
            <span className="cp-placeholder" />
          ) : (
            <BasePropertyComponent where="list" property={property} resource={resource} record={record} />
          )}
        </TableCell>
      ))}
      <TableCell className="options">
        <ActionMenu
          actions={record.recordActions}
          resourceId={resource.id}
          recordId={record.id}
          label={`${word('moreActions')}: ${record.title}`}
          className="cp-icon-button"
          onRun={run}
        >
          <Icon icon="MoreHorizontal" />
        </ActionMenu>
      </TableCell>
    </TableRow>
  )
}
export default RecordInList
