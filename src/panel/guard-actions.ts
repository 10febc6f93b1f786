import type { Action, ActionContext, ActionHandler, ActionRequest, IsFunction } from 'adminjs'
import { ForbiddenError, NotFoundError, ValidationError } from 'adminjs'
import { DomainError } from '../errors.js'
import { isReadOnly, mayRun } from './action-right.js'
import { roleOf } from './actor.js'
import { failedAnswer } from './failed-answer.js'
import { createFromForm, deleteChosen, deleteOne, editFromForm } from './form-actions.js'
import { listRecords, searchRecords } from './list-actions.js'
import { MissingRecord } from './panel-record.js'

// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
type AnyAction = Partial<Action<any>>
// biome-ignore lint/suspicious/noExplicitAny: as above.
type Handler = ActionHandler<any>

const showRecord: Handler = async (_request, _response, { record, currentAdmin }) => ({
  record: record?.toJSON(currentAdmin),
})

/** AdminJS's default actions with handlers of ours; what they look like stays AdminJS's. */
const DEFAULTS: Readonly<Record<string, AnyAction>> = {
  list: { handler: listRecords },
  search: { handler: searchRecords },
  show: { handler: showRecord },
  new: { handler: createFromForm },
  edit: { handler: editFromForm },
  delete: { handler: deleteOne },
  bulkDelete: { handler: deleteChosen },
}

const asked = (rule: boolean | IsFunction | undefined, context: ActionContext): boolean =>
  typeof rule === 'function' ? rule(context) === true : rule !== false

/** By GET nothing is ever changed: what an action's page needs before it runs. */
const beforeRunning = ({ record, records, currentAdmin }: ActionContext) => ({
  ...(record ? { record: record.toJSON(currentAdmin) } : {}),
  ...(records ? { records: records.map((one) => one.toJSON(currentAdmin)) } : {}),
})

const run = async (
  action: AnyAction & { name: string },
  [request, response, context]: [ActionRequest, unknown, ActionContext],
): Promise<unknown> => {
  const { record, records, currentAdmin, resource } = context
  if (!mayRun(roleOf(currentAdmin), resource.id(), action)) throw new DomainError('FORBIDDEN')
  if (record instanceof MissingRecord || records?.some((one) => one instanceof MissingRecord))
    throw new DomainError('NOT_FOUND')
  if (!isReadOnly(action) && request.method?.toLowerCase() !== 'post') return beforeRunning(context)
  let answer: unknown = {}
  for (const handler of [action.handler ?? []].flat()) answer = await (handler as Handler)(request, response, context)
  return answer
}

const isOfAdmin = (error: unknown): boolean =>
  error instanceof ForbiddenError || error instanceof NotFoundError || error instanceof ValidationError

const guardAction = (resourceId: string, action: AnyAction & { name: string }): AnyAction => {
  const isAllowed = (context: ActionContext): boolean => mayRun(roleOf(context.currentAdmin), resourceId, action)
  const handler: Handler = async (request, response, context) => {
    try {
      return await run(action, [request, response, context])
    } catch (error) {
      // AdminJS has notices of its own for its own errors.
      if (isOfAdmin(error)) throw error
      return failedAnswer(error, context)
    }
  }
  return {
    ...action,
    // A rule of the resource's own is about a record that is there; one that is not is answered by the handler.
    isAccessible: (context) =>
      isAllowed(context) && (context.record instanceof MissingRecord || asked(action.isAccessible, context)),
    ...(action.name === 'search' && action.isVisible === undefined
      ? {}
      : { isVisible: (context: ActionContext) => isAllowed(context) && asked(action.isVisible, context) }),
    ...(action.handler ? { handler } : {}),
  }
}

/**
 * A resource's actions, AdminJS's defaults included, each asking for its right (BR-105) before anything else: in the
 * handler and not only in the menu. An action that changes something does so by POST alone; whatever one throws becomes
 * a notice. `PanelResource` calls this by itself; calling it twice changes nothing.
 */
export const guardActions = (
  resourceId: string,
  actions: Readonly<Record<string, AnyAction>>,
): Record<string, AnyAction> => {
  const names = new Set([...Object.keys(DEFAULTS), ...Object.keys(actions)])
  return Object.fromEntries(
    [...names].map((name) => [name, guardAction(resourceId, { ...DEFAULTS[name], ...actions[name], name })]),
  )
}
