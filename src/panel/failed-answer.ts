import type { ActionContext, RecordJSON } from 'adminjs'
import type { FieldIssue } from '../errors.js'
import { panelResourceOf } from './panel-resource-of.js'
import { type Refusal, translateError } from './translate-error.js'

/** What AdminJS and its pages need of any answer, whatever kind of action failed. */
export interface FailedAnswer {
  record: RecordJSON
  records: RecordJSON[]
  meta: { total: number; perPage: number; page: number; direction: 'asc'; sortBy: string }
  notice: Refusal['notice']
  issues: readonly FieldIssue[]
}

const NO_RECORD: RecordJSON = {
  params: {},
  populated: {},
  baseError: null,
  errors: {},
  id: '',
  title: '',
  recordActions: [],
  bulkActions: [],
}

/** The answer of an action that was refused: the record as it is, with what is wrong at its fields, and a notice. */
const refusedAnswer = (refusal: Refusal, { record, records, currentAdmin }: ActionContext): FailedAnswer => {
  const json = record?.toJSON(currentAdmin) ?? NO_RECORD
  return {
    record: { ...json, errors: refusal.fields },
    records: (records ?? []).map((one) => one.toJSON(currentAdmin)),
    meta: { total: 0, perPage: 10, page: 1, direction: 'asc', sortBy: 'id' },
    notice: refusal.notice,
    issues: refusal.issues,
  }
}

/** {@link refusedAnswer} for anything that was thrown. */
export const failedAnswer = async (error: unknown, context: ActionContext): Promise<FailedAnswer> => {
  const { dataSource, metadata } = panelResourceOf(context)
  return refusedAnswer(await translateError(error, { dataSource, metadata }), context)
}
