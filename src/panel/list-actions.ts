import { ACTIONS, type ActionHandler, type ActionRequest, Filter } from 'adminjs'
import { isInheritedName } from './inherited-name.js'
import { nestPayload } from './nested-payload.js'
import { MAX_PAGE, MAX_PER_PAGE } from './page-limits.js'
import type { PanelResource } from './panel-resource.js'
import { panelResourceOf } from './panel-resource-of.js'

// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
type Handler = ActionHandler<any>

/** No property's path: a filter by it finds nothing, as by any other name that is none. */
const UNKNOWN = '?'

const FILTER = /^filters\.(.+)$/s

const whole = (value: unknown, max: number): number | undefined =>
  typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Math.min(Number(value), max) : undefined

/** `filters.name`, `filters.createdAt~~from` and the like; anything that is no text is dropped. */
const filtersOf = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => {
      const path = FILTER.exec(key)?.[1]
      return path && typeof value === 'string' ? [[isInheritedName(path) ? UNKNOWN : path, value]] : []
    }),
  )

/** Only what a list understands, in bounds: a garbled address shows a list, not an error. */
const readListQuery = (resource: PanelResource, query: Record<string, unknown>): Record<string, unknown> => {
  const { sortBy, direction } = query
  const isSortable = typeof sortBy === 'string' && resource.searchablePaths().has(sortBy)
  const entries: [string, unknown][] = [
    ['page', whole(query.page, MAX_PAGE)],
    ['perPage', whole(query.perPage, MAX_PER_PAGE)],
    ['sortBy', isSortable ? sortBy : undefined],
    ['direction', direction === 'asc' || direction === 'desc' ? direction : undefined],
    ...Object.entries(filtersOf(query)).map(([path, value]): [string, unknown] => [`filters.${path}`, value]),
  ]
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

const queryOf = ({ query }: ActionRequest): Record<string, unknown> => (query ?? {}) as Record<string, unknown>

/** AdminJS's own list, asked only what our resource understands. */
export const listRecords: Handler = async (request, response, context) => {
  const query = readListQuery(panelResourceOf(context), queryOf(request))
  const list = ACTIONS.list.handler as Handler
  return list({ ...request, query }, response, context)
}

/** What a picker offers: looked for in the columns that the resource names, never in one that the URL names. */
export const searchRecords: Handler = async (request, _response, context) => {
  const resource = panelResourceOf(context)
  const filters = filtersOf(queryOf(request))
  const records = await resource.search(String(request.params.query ?? ''), {
    filter: new Filter(filters, resource),
    limit: whole(queryOf(request).perPage, 50) ?? 50,
    currentAdmin: context.currentAdmin,
  })
  return { records: records.map((record) => record.toJSON(context.currentAdmin)) }
}

/** A query of an action of ours as an object of objects and arrays. */
export const nestQuery = (request: ActionRequest): Record<string, unknown> => nestPayload(queryOf(request))
