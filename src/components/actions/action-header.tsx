import { Button, Icon } from '@adminjs/design-system'
import {
  type ActionHeaderProps,
  type ActionJSON,
  actionHref,
  Breadcrumbs,
  buildActionTestId,
  useFilterDrawer,
  useTranslation,
} from 'adminjs'
import React from 'react'
import { useWords } from '../words.js'
import { ActionMenu } from './action-menu.js'
import { useRunAction } from './use-run-action.js'

/** Actions that have a button of their own; the rest are in the menu. */
const MAIN = ['new', 'edit', 'show']

/** Where the reader is (the record's own name, not "edit"), the main step as a button, and the rest under Ações. */
const ActionHeader: React.FC<ActionHeaderProps> = (props) => {
  const { resource, record, action, tag, omitActions, toggleFilter: hasFilter, actionPerformed } = props
  const { translateAction, translateButton } = useTranslation()
  const { toggleFilter, filtersCount } = useFilterDrawer()
  const { word, at } = useWords()
  const target = { resourceId: resource.id, recordId: record?.id }
  const run = useRunAction(target, actionPerformed)
  if (action.hideActionHeader) return null

  const offered = (record ? record.recordActions : resource.resourceActions).filter(
    (candidate) => candidate.name !== action.name && candidate.name !== 'list' && candidate.name !== 'search',
  )
  const singular = at(`resources.${resource.id}.singular`)
  const isNew = action.name === 'new'
  const title = record?.id
    ? record.title
    : isNew
      ? `${translateAction('new', resource.id)} ${singular.toLowerCase()}`
      : translateAction(action.label, resource.id)

  const button = (main: ActionJSON) => (
    <Button
      key={main.name}
      as="a"
      variant={main.name === 'show' ? 'outlined' : 'contained'}
      href={actionHref(main, { resourceId: resource.id, ...(record?.id ? { recordId: record.id } : {}) })}
      data-testid={buildActionTestId(main)}
      onClick={(event: React.MouseEvent) => run(event, main)}
    >
      {main.icon && <Icon icon={main.icon} />}
      {translateAction(main.label, resource.id)}
    </Button>
  )

  return (
    <header className="cp-header" data-css={`${resource.id}-${action.name}-action-header`}>
      {!action.showInDrawer && (
        <Breadcrumbs resource={resource} actionName={action.name} {...(record ? { record } : {})} />
      )}
      <div className="cp-header-line">
        <h1 className="cp-header-title">
          {title || singular}
          {tag && <span className="cp-header-tag">{tag}</span>}
        </h1>
        {!omitActions && (
          <div className="cp-header-actions">
            {hasFilter && (
              <Button
                type="button"
                variant={filtersCount > 0 ? 'outlined' : 'text'}
                onClick={toggleFilter}
                data-testid="filter-button"
              >
                <Icon icon="Filter" />
                {translateButton(filtersCount > 0 ? 'filterActive' : 'filter', resource.id, { count: filtersCount })}
              </Button>
            )}
            <ActionMenu
              actions={offered.filter(({ name }) => !MAIN.includes(name))}
              resourceId={resource.id}
              recordId={record?.id}
              label={word('moreActions')}
              className="cp-actions-button"
              onRun={run}
            >
              {translateAction('actions', resource.id)}
              <Icon icon="ChevronDown" />
            </ActionMenu>
            {MAIN.flatMap((name) => offered.find((candidate) => candidate.name === name) ?? [])
              .filter(({ name }) => (record?.id ? true : name === 'new'))
              .map(button)}
          </div>
        )}
      </div>
    </header>
  )
}
export default ActionHeader
