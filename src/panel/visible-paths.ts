import type { BaseResource, PropertyDecorator } from 'adminjs'

const PLACES = ['list', 'show', 'edit', 'filter'] as const

const declared = (resource: BaseResource, places: readonly (typeof PLACES)[number][]): PropertyDecorator[] => {
  const decorated = resource.decorate()
  return places.flatMap((where) => decorated.getProperties({ where }))
}

/** Paths whose values may reach the browser: what any screen of the resource declares, the id, title and version. */
export const sentPaths = (resource: BaseResource, kept: readonly string[]): ReadonlySet<string> => {
  const title = resource.decorate().titleProperty().propertyPath
  return new Set([...declared(resource, PLACES).map(({ propertyPath }) => propertyPath), title, ...kept])
}

/** Paths that a person may filter and sort by: what a list, a filter or a record's page shows. */
export const searchablePaths = (resource: BaseResource): ReadonlySet<string> =>
  new Set(declared(resource, ['list', 'filter', 'show']).map(({ propertyPath }) => propertyPath))

/** Properties that a form may write: in the edit form, not disabled, and not kept by the database. */
export const writableProperties = (resource: BaseResource): PropertyDecorator[] =>
  declared(resource, ['edit']).filter((decorated) => !decorated.isDisabled() && decorated.property.isEditable())

/** The entries of flattened params that lie at or below one of `paths`. */
export const pickParams = <T>(params: Readonly<Record<string, T>>, paths: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(params).filter(([key]) => {
      const parts = key.split('.')
      return parts.some((_, index) => paths.has(parts.slice(0, index + 1).join('.')))
    }),
  )
