import { type ActionContext, type ActionHandler, type ActionRequest, flat, type PropertyDecorator } from 'adminjs'
import { DomainError } from '../errors.js'
import { actorOf } from './actor.js'
import { failedAnswer } from './failed-answer.js'
import { PanelRecord } from './panel-record.js'
import type { PanelResource } from './panel-resource.js'
import { panelResourceOf } from './panel-resource-of.js'
import { pickParams } from './visible-paths.js'

// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
type Handler = ActionHandler<any>

/** Lists of rows and passwords are not sent back: they hold secrets, and the form still has what was typed into it. */
const isSentBack = (decorated: PropertyDecorator): boolean => !['mixed', 'password'].includes(String(decorated.type()))

const rootOf = (key: string): string => key.split('.')[0] ?? key

/**
 * The record with what was typed in place of what is stored. The posted version stays too: with the newer one a second
 * press of the button would overwrite what somebody else saved meanwhile.
 */
const recordAsTyped = (resource: PanelResource, { payload = {} }: ActionRequest, stored?: PanelRecord): PanelRecord => {
  const version = resource.metadata.versionColumn?.propertyPath
  const sentBack = resource.writableProperties().filter(isSentBack)
  const paths = [...sentBack.map(({ propertyPath }) => propertyPath), ...(version ? [version] : [])]
  const typed = pickParams(flat.flatten(payload) as Record<string, unknown>, new Set(paths))
  const posted = new Set(Object.keys(payload).map(rootOf))
  const kept = Object.entries(stored?.params ?? {}).filter(
    ([key]) => key === resource.idName() || !posted.has(rootOf(key)),
  )
  const record = new PanelRecord({ ...Object.fromEntries(kept), ...typed }, resource)
  if (stored) record.populated = stored.populated
  return record
}

const saveForm = async (request: ActionRequest, context: ActionContext, id?: unknown): Promise<unknown> => {
  const resource = panelResourceOf(context)
  const { currentAdmin, h } = context
  try {
    const saved = await resource.write(request.payload ?? {}, { id, actor: actorOf(currentAdmin) })
    const record = await resource.findOne(saved)
    if (!record) throw new DomainError('NOT_FOUND', { id: saved })
    context.record = record
    return {
      record: record.toJSON(currentAdmin),
      redirectUrl: h.recordActionUrl({ resourceId: resource.id(), recordId: String(saved), actionName: 'show' }),
      notice: { message: id === undefined ? 'successfullyCreated' : 'successfullyUpdated', type: 'success' },
    }
  } catch (error) {
    const stored = id !== undefined && context.record instanceof PanelRecord ? context.record : undefined
    return failedAnswer(error, { ...context, record: recordAsTyped(resource, request, stored) })
  }
}

/** Saves a form as a new record and leads to its page. */
export const createFromForm: Handler = async (request, _response, context) => saveForm(request, context)

/** Saves a form over the record that the URL names and leads to its page. */
export const editFromForm: Handler = async (request, _response, context) =>
  saveForm(request, context, context.record?.id())

const removed = (context: ActionContext, message: string, options: Record<string, unknown> = {}) => ({
  redirectUrl: context.h.resourceUrl({ resourceId: context.resource.id() }),
  notice: { message, type: 'success', options, resourceId: context.resource.id() },
})

/** Deletes the record that the URL names. */
export const deleteOne: Handler = async (_request, _response, context) => {
  const { record, currentAdmin } = context
  await panelResourceOf(context).remove([record?.id()], actorOf(currentAdmin))
  return { record: record?.toJSON(currentAdmin), ...removed(context, 'successfullyDeleted') }
}

/** Deletes all chosen records or, when one can't be deleted, none. */
export const deleteChosen: Handler = async (_request, _response, context) => {
  const { records = [], currentAdmin } = context
  await panelResourceOf(context).remove(
    records.map((record) => record.id()),
    actorOf(currentAdmin),
  )
  const message = records.length > 1 ? 'successfullyBulkDeleted_plural' : 'successfullyBulkDeleted'
  return {
    records: records.map((record) => record.toJSON(currentAdmin)),
    ...removed(context, message, { count: records.length }),
  }
}
