import { ButtonGroup, TableCell, TableRow } from '@adminjs/design-system'
import {
  type ActionJSON,
  type ActionResponse,
  actionHref,
  BasePropertyComponent,
  buildActionClickHandler,
  buildActionTestId,
  type RecordJSON,
  type ResourceJSON,
  useActionResponseHandler,
  useModal,
  useTranslation,
} from 'adminjs'
import React, { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
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
  target instanceof Element && target.closest('a, button, input, label, svg, [role="menu"]') !== null

/**
 * A record in a list: a row of the table and, on a phone, a card that names each value. The whole row opens the
 * record; its actions are behind ⋯.
 */
const RecordInList: React.FC<Props> = (props) => {
  const { resource, record: given, actionPerformed, isLoading, onSelect, isSelected } = props
  const [record, setRecord] = useState(given)
  const translateFunctions = useTranslation()
  const modalFunctions = useModal()
  const navigate = useNavigate()
  const location = useLocation()
  const { word, property: nameOf } = useWords()
  const params = { resourceId: resource.id, recordId: record.id }
  const actionResponseHandler = useActionResponseHandler((response: ActionResponse) => {
    const changed = response.record as RecordJSON | undefined
    if (changed && !response.redirectUrl) setRecord({ ...changed, params: { ...record.params, ...changed.params } })
    else actionPerformed?.(response)
  })

  useEffect(() => setRecord(given), [given])

  const run = (event: React.MouseEvent, action: ActionJSON): void => {
    buildActionClickHandler({
      action,
      params,
      actionResponseHandler,
      navigate,
      location,
      translateFunctions,
      modalFunctions,
    })(event)
  }

  const main = ['show', 'edit'].flatMap((name) => record.recordActions.find((action) => action.name === name) ?? [])[0]
  const menu = record.recordActions.map((action) => ({
    icon: action.icon,
    label: translateFunctions.translateAction(action.label, resource.id),
    variant: action.variant,
    href: actionHref(action, params) ?? '',
    onClick: (event: React.MouseEvent) => run(event, action),
    'data-testid': buildActionTestId(action),
  }))

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
          className={property.isTitle ? 'cp-record-title' : undefined}
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
        {menu.length > 0 && (
          <span className="cp-menu" title={word('moreActions')}>
            <ButtonGroup
              buttons={[
                {
                  icon: 'MoreHorizontal',
                  variant: 'light',
                  label: null,
                  'aria-label': `${word('moreActions')}: ${record.title}`,
                  'data-testid': 'actions-dropdown',
                  buttons: menu,
                },
              ]}
            />
          </span>
        )}
      </TableCell>
    </TableRow>
  )
}
export default RecordInList
