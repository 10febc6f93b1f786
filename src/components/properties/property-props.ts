import type { BasePropertyProps, PropertyPlace, RecordJSON } from 'adminjs'
import type { FieldError } from '../words.js'

/** What AdminJS gives a component that shows a value; `where` tells a list's cell from a record's page. */
export type ValueProps = Omit<BasePropertyProps, 'record' | 'where'> & { record: RecordJSON; where?: PropertyPlace }

/** What AdminJS gives a component of a form. */
export type EditProps = Required<Pick<BasePropertyProps, 'property' | 'resource' | 'onChange'>> & { record: RecordJSON }

/** What AdminJS gives a component of the filter; ranges live under `<path>~~from` and `<path>~~to`. */
export type FilterProps = Required<Pick<BasePropertyProps, 'property' | 'resource' | 'onChange'>> & {
  filter: Record<string, string | undefined>
}

/** The raw value at a property's path, null for a missing or empty one. */
export const rawValue = ({ record, property }: Pick<ValueProps, 'record' | 'property'>): string | null => {
  const value: unknown = record.params[property.path]
  return value === undefined || value === null || value === '' ? null : String(value)
}

/** Why the server refused this property, if it did. */
export const errorOf = (record: RecordJSON, path: string): FieldError | undefined =>
  record.errors?.[path] as FieldError | undefined
