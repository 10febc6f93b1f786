import { randomBytes } from 'node:crypto'
import { type NoticeMessage, ValidationError } from 'adminjs'
import { type DataSource, type EntityMetadata, QueryFailedError } from 'typeorm'
import { DomainError, type ErrorCode, type FieldIssue, type FieldIssueCode, issuesOf } from '../errors.js'
import { loggableError } from '../loggable-error.js'
import { type BrokenConstraint, columnsOfConstraint } from './constraint-columns.js'
import { panelLoggerOf } from './panel-log.js'

/** A refused field in the form that our fields read: `message` is an issue's code, `params` fills its sentence. */
export interface FieldRefusal {
  type: string
  message: string
  params?: Record<string, string | number>
}

/** What a failed action says to the person. `fields` is never empty when `issues` is not. */
export interface Refusal {
  code: ErrorCode
  fields: Record<string, FieldRefusal>
  issues: readonly FieldIssue[]
  notice: NoticeMessage
}

interface Place {
  dataSource: DataSource
  /** The entity of the form, whose properties take the refusals of the database. */
  metadata?: EntityMetadata | undefined
}

const refusalOf = (code: ErrorCode, data: Readonly<Record<string, unknown>> = {}): Refusal => {
  const params = Object.entries(data).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return {
    code,
    fields: {},
    issues: [],
    notice: { message: `errors.${code}`, type: 'error', options: Object.fromEntries(params) },
  }
}

const refusalOfIssues = (issues: readonly FieldIssue[]): Refusal => {
  const fields: Record<string, FieldRefusal> = {}
  // The first refusal of a field is shown: later ones mostly follow from it.
  for (const { path, code, params } of issues)
    fields[path] ??= { type: code, message: code, ...(params ? { params } : {}) }
  return { ...refusalOf('INVALID_INPUT'), fields, issues }
}

type DriverError = BrokenConstraint & { code?: string; column?: string; message?: string }

const ISSUE_OF_STATE: Record<string, FieldIssueCode> = {
  23505: 'alreadyTaken',
  23503: 'invalidReference',
  23502: 'required',
  23514: 'invalidValue',
}

/** Deadlock, failure to serialise, lock not available: somebody else was at it, and trying again helps. */
const TRANSIENT_STATES = new Set(['40P01', '40001', '55P03'])

const translateDatabaseError = async (error: DriverError, place: Place): Promise<Refusal | null> => {
  if (TRANSIENT_STATES.has(error.code ?? '')) return refusalOf('CONFLICT')
  const code = ISSUE_OF_STATE[error.code ?? '']
  if (!code) return null
  if (error.code === '23503' && error.detail?.includes('is still referenced')) return refusalOf('RECORD_IN_USE')
  const { dataSource, metadata } = place
  const names = error.column ? [error.column] : await columnsOfConstraint(dataSource, error)
  const isOfForm = metadata === undefined || metadata.tableName === error.table
  const paths = isOfForm
    ? names.flatMap((name) => metadata?.columns.find((column) => column.databaseName === name)?.propertyPath ?? [])
    : []
  if (paths.length > 0) return refusalOfIssues(paths.map((path) => ({ path, code })))
  const fallback = refusalOfIssues([{ path: metadata?.primaryColumns[0]?.propertyPath ?? 'id', code }])
  // No field of the form can carry it, so the notice must say what is wrong.
  return { ...fallback, notice: { message: `issues.${code}`, type: 'error' } }
}

const refusalOfUnexpected = (error: unknown, dataSource: DataSource): Refusal => {
  const id = randomBytes(4).toString('hex')
  const { name, message, stack } = loggableError(error instanceof Error ? error : new Error(String(error))) as Error
  const driver = error instanceof QueryFailedError ? (error.driverError as DriverError) : undefined
  // Not the error itself: a host's logger may know how to unfold it.
  const fields = { errorId: id, name, message, stack, state: driver?.code, constraint: driver?.constraint }
  panelLoggerOf(dataSource).error(fields, 'panel.unexpected')
  return refusalOf('UNEXPECTED', { id })
}

/**
 * What to tell the person about anything that was thrown: a refused rule by its code, refused fields at their paths, a
 * broken constraint at the property that it is about, anything else as `UNEXPECTED` with the id that it was logged by.
 */
export const translateError = async (error: unknown, place: Place): Promise<Refusal> => {
  if (error instanceof DomainError) {
    const issues = issuesOf(error)
    return issues.length > 0 ? refusalOfIssues(issues) : refusalOf(error.code, error.data)
  }
  if (error instanceof QueryFailedError) {
    const refusal = await translateDatabaseError(error.driverError as DriverError, place)
    if (refusal) return refusal
  }
  return refusalOfUnexpected(error, place.dataSource)
}

/** AdminJS's form of a refusal. AdminJS takes one without a refused property for success, so there always is one. */
export const toValidationError = (refusal: Refusal, idPath: string): ValidationError => {
  const base = { type: refusal.code, message: refusal.notice.message }
  const fields = Object.keys(refusal.fields).length > 0 ? refusal.fields : { [idPath]: base }
  return new ValidationError(fields, base)
}
