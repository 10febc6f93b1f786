import type { ActionContext, ActionRequest, RecordActionResponse } from 'adminjs'
import { readPersonalData } from '../domain/customers/read-personal-data.js'
import { Customer } from '../entities/customer.js'
import { actorOf } from '../panel/actor.js'
import { can } from '../panel/can.js'
import { failedAnswer } from '../panel/failed-answer.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { runInTransaction } from '../panel/transaction.js'

/** *Mostrar dados pessoais* (BR-74): what a customer's page shows masked, in the clear, once and audited. */
export const revealPersonalDataAction = ({ dataSource }: PanelContext) => ({
  actionType: 'record' as const,
  isVisible: false,
  component: false as const,
  handler: recordAction(dataSource, async (customerId, _payload, { tx, actor }) => ({
    message: 'personalDataShown',
    data: await readPersonalData(tx, { customerId, purpose: 'page', actor }),
  })),
})

const isOpened = ({ currentAdmin, resource }: ActionContext, request: ActionRequest): boolean =>
  request.method?.toLowerCase() !== 'post' && can(actorOf(currentAdmin).role, resource.id(), 'edit')

/**
 * After hook of a customer's form: whoever opens it to change him gets documents and contacts in the clear, which is
 * audited each time. A refused form shows what was typed, which is clear already.
 */
export const revealInForm =
  ({ dataSource }: PanelContext) =>
  async (
    answer: RecordActionResponse,
    request: ActionRequest,
    context: ActionContext,
  ): Promise<RecordActionResponse> => {
    const id = Number(answer.record?.id)
    if (!answer.record || !Number.isInteger(id) || id < 1 || !isOpened(context, request)) return answer
    try {
      const actor = actorOf(context.currentAdmin)
      const clear = await runInTransaction(dataSource, async (tx) => {
        const customer = await tx.getRepository(Customer).findOneBy({ id })
        // Such a form can't be saved, so that nobody needs to read it.
        if (!customer || customer.anonymizedAt || customer.anonymizationRequestedAt) return null
        return readPersonalData(tx, { customerId: id, purpose: 'form', actor })
      })
      if (!clear) return answer
      const { document, email, phone } = clear
      return { ...answer, record: { ...answer.record, params: { ...answer.record.params, document, email, phone } } }
    } catch (error) {
      // An error in an after hook would reach the browser as it is.
      return (await failedAnswer(error, context)) as unknown as RecordActionResponse
    }
  }
