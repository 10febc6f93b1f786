import { countResendable, type ResendScope } from '../domain/reconciliation/resendable.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord, recordAction } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'
import { runInTransaction } from '../panel/transaction.js'
import { forAdministrators, requireAdministrator } from './administrators-only.js'
import type { PanelAction } from './panel-action.js'
import { runBatches } from './run-batches.js'
import { wakeAfter } from './wake-after.js'

const idIn = (value: unknown): number => {
  const id = parseRecordId('integer', value)
  return typeof id === 'number' ? id : 0
}

/** *Reenviar estado atual* (BR-101) for what the record stands for, and the count that its screen shows first. */
export const resendStateActions = (
  { dataSource, resendState, wake }: PanelContext,
  kind: ResendScope['kind'],
): { resendState: PanelAction; findResendable: PanelAction } => ({
  resendState: {
    actionType: 'record',
    icon: 'Repeat',
    component: 'CpResendState',
    isAccessible: forAdministrators,
    isVisible: forAdministrators,
    handler: wakeAfter(
      wake,
      recordAction(
        dataSource,
        async (id, { afterId }, { actor }) => {
          requireAdministrator(actor)
          const data = await runBatches(
            idIn(afterId),
            (from) =>
              runInTransaction(dataSource, (tx) => resendState(tx, { scope: { kind, id }, afterId: from, actor })),
            (a, b) => ({ ...b, sent: a.sent + b.sent, underWay: a.underWay + b.underWay }),
          )
          return { message: 'stateResent', params: { count: data.sent }, data }
        },
        { outsideTransaction: true },
      ),
    ),
  },
  findResendable: {
    actionType: 'record',
    isVisible: false,
    component: false,
    handler: readRecord(dataSource, (id, _query, { tx }) => countResendable(tx, { kind, id })),
  },
})
