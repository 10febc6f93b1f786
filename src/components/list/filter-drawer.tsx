import { Button, Icon } from '@adminjs/design-system'
import {
  BasePropertyComponent,
  type RecordJSON,
  type ResourceJSON,
  useFilterDrawer,
  useQueryParams,
  useTranslation,
} from 'adminjs'
import React, { type FormEvent, useEffect, useState } from 'react'
import { useWords } from '../words.js'

type Filter = Record<string, string | undefined>

const filled = (filter: Filter): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))

const Form: React.FC<{ resource: ResourceJSON }> = ({ resource }) => {
  const { translateButton, translateLabel } = useTranslation()
  const { toggleFilter } = useFilterDrawer()
  const { storeParams, clearParams, filters } = useQueryParams()
  const [filter, setFilter] = useState<Filter>((filters as Filter | undefined) ?? {})
  const { word } = useWords()

  const apply = (event: FormEvent): void => {
    event.preventDefault()
    storeParams({ filters: filled(filter), page: '1' })
    // On a phone the drawer covers the very list that was asked for.
    if (window.innerWidth <= 980) toggleFilter()
  }

  const clear = (): void => {
    setFilter({})
    clearParams('filters')
  }

  return (
    <form
      className="cp-filter"
      aria-label={translateLabel('filters', resource.id)}
      onSubmit={apply}
      onKeyDown={(event) => event.key === 'Escape' && toggleFilter()}
    >
      <div className="cp-filter-head">
        <h2>{translateLabel('filters', resource.id)}</h2>
        <button type="button" className="cp-icon-button" aria-label={word('close')} onClick={toggleFilter}>
          <Icon icon="X" />
        </button>
      </div>
      <div className="cp-filter-fields">
        {resource.filterProperties.map((property) => (
          <BasePropertyComponent
            key={property.propertyPath}
            where="filter"
            property={property}
            resource={resource}
            filter={filter}
            onChange={(path: string | RecordJSON, value: string) =>
              typeof path === 'string' && setFilter((current) => ({ ...current, [path]: value }))
            }
          />
        ))}
      </div>
      <div className="cp-filter-foot">
        <Button type="submit" variant="contained">
          {translateButton('applyChanges', resource.id)}
        </Button>
        <Button type="button" variant="text" onClick={clear}>
          {translateButton('resetFilter', resource.id)}
        </Button>
      </div>
    </form>
  )
}

/** The filter beside a list; while closed it is not there at all, so that no key leads into it. */
const FilterDrawer: React.FC<{ resource: ResourceJSON }> = ({ resource }) => {
  const { isVisible, close } = useFilterDrawer()

  // Another resource has other properties: its list starts with the filter closed.
  // The hook's functions are new on every render.
  useEffect(() => close(), [resource.id])

  return isVisible ? <Form key={resource.id} resource={resource} /> : null
}
export default FilterDrawer
