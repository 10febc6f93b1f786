import { Button, Icon } from '@adminjs/design-system'
import { ActionButton, type ResourceJSON, useFilterDrawer, useQueryParams, useTranslation } from 'adminjs'
import React from 'react'
import { useWords } from '../words.js'

/** What an empty list says: what belongs here and the next step or, under a filter, how to see more. */
const NoRecords: React.FC<{ resource: ResourceJSON }> = ({ resource }) => {
  const { translateMessage, translateButton } = useTranslation()
  const { filtersCount } = useFilterDrawer()
  const { clearParams } = useQueryParams()
  const { word } = useWords()
  const create = resource.resourceActions.find((action) => action.name === 'new')
  const isFiltered = filtersCount > 0
  return (
    <div className="cp-empty">
      <div className="cp-empty-mark" aria-hidden="true">
        <Icon icon={isFiltered ? 'Search' : 'Inbox'} />
      </div>
      <h2>{isFiltered ? word('noMatch') : translateMessage('noRecords', resource.id)}</h2>
      <p>{isFiltered ? word('noMatchText') : translateMessage('noRecordsInResource', resource.id)}</p>
      {isFiltered ? (
        <Button type="button" variant="outlined" onClick={() => clearParams('filters')}>
          {word('clearFilters')}
        </Button>
      ) : (
        create && (
          <ActionButton action={create} resourceId={resource.id}>
            <Button as="a" variant="contained">
              <Icon icon="Plus" />
              {translateButton('createFirstRecord', resource.id)}
            </Button>
          </ActionButton>
        )
      )}
    </div>
  )
}
export default NoRecords
