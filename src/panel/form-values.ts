import type { PropertyDecorator } from 'adminjs'
import { type FieldIssue, refuseIssues } from '../errors.js'
import { nestPayload } from './nested-payload.js'
import { ColumnProperty, ComputedProperty, isMoneyPath, type ValueKind } from './panel-property.js'
import { type RowColumn, readRows } from './read-rows.js'
import { type Bounds, type ReadValue, readValue, type ValueRule } from './read-value.js'

const KIND_OF_TYPE: Record<string, ValueKind> = {
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  float: 'decimal',
  reference: 'integer',
}

const computedKind = ({ virtual }: ComputedProperty): ValueKind => {
  if (virtual.type === 'number' || virtual.type === 'currency') return isMoneyPath(virtual.path) ? 'money' : 'integer'
  return KIND_OF_TYPE[virtual.type] ?? 'text'
}

const ruleOf = (decorated: PropertyDecorator, isLeftToUseCase: boolean): ValueRule | null => {
  const { property } = decorated
  const choices = decorated.availableValues()?.map(({ value }) => value)
  const isReference = decorated.referenceName() !== null
  const isRequired = !isLeftToUseCase && decorated.isRequired()
  const { bounds } = (decorated.options.custom ?? {}) as { bounds?: Bounds }
  if (property instanceof ColumnProperty)
    return { kind: property.kind, isNullable: property.column.isNullable, isRequired, isReference, choices, bounds }
  if (property instanceof ComputedProperty)
    return { kind: computedKind(property), isNullable: true, isRequired, isReference, choices }
  return null
}

const isList = ({ property }: PropertyDecorator): boolean => property instanceof ColumnProperty && property.isArray()

/** A posted list of single values, each as the rule says; empty text is an empty list. */
const readList = (entered: unknown, rule: ValueRule): ReadValue => {
  const items = Array.isArray(entered) ? entered : entered === null || entered === '' ? [] : [entered]
  const read = items.map((item) => readValue(item, { ...rule, isNullable: false, isRequired: true }))
  const refused = read.find(({ kind }) => kind === 'refused')
  return refused ?? { kind: 'value', value: read.map((item) => (item.kind === 'value' ? item.value : null)) }
}

const isRows = ({ property }: PropertyDecorator): boolean =>
  property instanceof ComputedProperty && property.virtual.type === 'mixed'

/**
 * The values of a posted form in the shapes that `save` gets: of the given properties only, each as its column or
 * virtual property says. What was not posted is left out. Throws `INVALID_INPUT` with every value that can't be read.
 */
export const readFormValues = (
  payload: Readonly<Record<string, unknown>>,
  { properties, isLeftToUseCase }: { properties: readonly PropertyDecorator[]; isLeftToUseCase: boolean },
): Record<string, unknown> => {
  const posted = nestPayload(payload)
  const values: Record<string, unknown> = {}
  const issues: FieldIssue[] = []
  for (const decorated of properties) {
    const path = decorated.propertyPath
    const entered = posted[path]
    const rule = ruleOf(decorated, isLeftToUseCase)
    if (entered === undefined || !rule) continue
    if (isRows(decorated)) {
      const columns = (decorated.options.custom as { columns?: readonly RowColumn[] } | undefined)?.columns
      values[path] = readRows(entered, { path, columns, issues })
      continue
    }
    const isPassword = decorated.type() === 'password'
    const read = isList(decorated) ? readList(entered, rule) : readValue(entered, rule)
    if (read.kind === 'refused') issues.push({ path, code: read.code, ...(read.params ? { params: read.params } : {}) })
    // A password's spaces belong to it; an empty one means that it stays as it is.
    else if (isPassword) {
      if (typeof entered === 'string' && entered !== '') values[path] = entered
    } else values[path] = read.value
  }
  refuseIssues(issues)
  return values
}
