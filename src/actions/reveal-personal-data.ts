import type { ActionContext, ActionRequest, RecordActionResponse } from 'adminjs'
import { roleOf } from '../panel/actor.js'
import { can } from '../panel/can.js'

const PERSONAL = ['document', 'email', 'phone'] as const

/**
 * After hook of a customer's page and form: those who may change a customer read documents and contacts in the clear.
 * Only what is read by GET; a refused form shows what was typed, which is clear already.
 */
export const revealPersonalData = (
  answer: RecordActionResponse,
  request: ActionRequest,
  { record, currentAdmin, resource }: ActionContext,
): RecordActionResponse => {
  const isForm = request.method?.toLowerCase() === 'post'
  if (isForm || !answer.record || !record || !can(roleOf(currentAdmin), resource.id(), 'edit')) return answer
  const clear = PERSONAL.flatMap((path) => {
    const value: unknown = record.params[`clear.${path}`]
    return value === undefined ? [] : [[path, value]]
  })
  return { ...answer, record: { ...answer.record, params: { ...answer.record.params, ...Object.fromEntries(clear) } } }
}
