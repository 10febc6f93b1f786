import type { ActionContext, ActionHandler, ActionRequest, BaseRecord } from 'adminjs'
import type { DataSource, EntityManager } from 'typeorm'
import { DomainError } from '../errors.js'
import { mayRun } from './action-right.js'
import { type Actor, actorOf } from './actor.js'
import { failedAnswer } from './failed-answer.js'
import { nestQuery } from './list-actions.js'
import { nestPayload } from './nested-payload.js'
import { MissingRecord } from './panel-record.js'
import { runInTransaction } from './transaction.js'

/** What an action came to: a message of the locale (`messages.<key>`), where to go on, and data for its component. */
export interface MessageResult {
  message: string
  params?: Record<string, string | number>
  redirectUrl?: string
  data?: unknown
}

interface Work {
  tx: EntityManager
  actor: Actor
}

type RecordWork = Work & { record: BaseRecord }
type Values = Record<string, unknown>
// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
type Handler = ActionHandler<any>

interface Options {
  /** For work that calls others and must not hold a transaction meanwhile; `tx` then commits each statement. */
  outsideTransaction?: boolean
}

const allowedActor = ({ currentAdmin, resource, action }: ActionContext): Actor => {
  const actor = actorOf(currentAdmin)
  const named = { name: action.name, custom: action.custom() }
  if (!mayRun(actor.role, resource.id(), named)) throw new DomainError('FORBIDDEN')
  return actor
}

const existing = ({ record }: ActionContext): BaseRecord => {
  if (!record || record instanceof MissingRecord) throw new DomainError('NOT_FOUND')
  return record
}

const isPost = (request: ActionRequest): boolean => request.method?.toLowerCase() === 'post'

const inTransaction = <T>(
  dataSource: DataSource,
  { outsideTransaction = false }: Options,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> => (outsideTransaction ? work(dataSource.manager) : runInTransaction(dataSource, work))

const successOf = ({ message, params = {}, redirectUrl, data }: MessageResult, context: ActionContext) => ({
  notice: { message, type: 'success', options: params, resourceId: context.resource.id() },
  ...(redirectUrl === undefined ? {} : { redirectUrl }),
  ...(data === undefined ? {} : { data }),
})

/** A handler whose every error becomes an answer. */
const answering =
  (handler: (request: ActionRequest, context: ActionContext) => Promise<unknown>): Handler =>
  async (request, _response, context) => {
    try {
      return await handler(request, context)
    } catch (error) {
      return failedAnswer(error, context)
    }
  }

/**
 * Handler of an action on one record. By POST it runs `work` in one transaction and answers with the record as it is
 * after the commit; by GET it only answers with the record, for the action's component. `recordId` is a number, or the
 * text of a UUID where the entity has one: `recordAction<string>(…)`.
 */
export const recordAction = <Id extends number | string = number>(
  dataSource: DataSource,
  work: (recordId: Id, payload: Values, context: RecordWork) => Promise<MessageResult>,
  options: Options = {},
): Handler =>
  answering(async (request, context) => {
    const actor = allowedActor(context)
    const record = existing(context)
    const { currentAdmin, resource } = context
    if (!isPost(request)) return { record: record.toJSON(currentAdmin) }
    const id = record.id() as unknown as Id
    const result = await inTransaction(dataSource, options, (tx) =>
      work(id, nestPayload(request.payload), { tx, actor, record }),
    )
    // The work may have deleted it; then the answer shows what there was.
    const after = (await resource.findOne(String(id))) ?? record
    return { record: after.toJSON(currentAdmin), ...successOf(result, context) }
  })

/** Handler of an action on no record in particular: by POST it runs `work` in one transaction, by GET it does nothing. */
export const resourceAction = (
  dataSource: DataSource,
  work: (payload: Values, context: Work) => Promise<MessageResult>,
  options: Options = {},
): Handler =>
  answering(async (request, context) => {
    const actor = allowedActor(context)
    if (!isPost(request)) return {}
    const result = await inTransaction(dataSource, options, (tx) => work(nestPayload(request.payload), { tx, actor }))
    return successOf(result, context)
  })

/** Handler that reads what a component shows of one record; its action must be read-only by name or declaration. */
export const readRecord = <Id extends number | string = number>(
  dataSource: DataSource,
  read: (recordId: Id, query: Values, context: RecordWork) => Promise<unknown>,
): Handler =>
  answering(async (request, context) => {
    const actor = allowedActor(context)
    const record = existing(context)
    const tx = dataSource.manager
    const data = await read(record.id() as unknown as Id, nestQuery(request), { tx, actor, record })
    return { record: record.toJSON(context.currentAdmin), data }
  })

/** Handler that reads what a component shows of no record in particular. */
export const readResource = (
  dataSource: DataSource,
  read: (query: Values, context: Work) => Promise<unknown>,
): Handler =>
  answering(async (request, context) => {
    const actor = allowedActor(context)
    return { data: await read(nestQuery(request), { tx: dataSource.manager, actor }) }
  })
