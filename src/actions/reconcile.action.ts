import { DIFFERENCE_KINDS, type DifferenceKind } from '../entities/reconciliation-difference.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import { parseRecordId } from '../panel/record-id.js'
import { runInTransaction } from '../panel/transaction.js'
import type { PanelAction } from './panel-action.js'
import { runBatches } from './run-batches.js'
import { wakeAfter } from './wake-after.js'

const idIn = (value: unknown): number | undefined => {
  const id = parseRecordId('integer', value)
  return typeof id === 'number' ? id : undefined
}

const kindIn = (value: unknown): DifferenceKind | undefined => DIFFERENCE_KINDS.find((kind) => kind === value)

/** *Reconciliar agora* (BR-100): asks the platform and compares; pressed twice it runs once. */
const reconcileAction = ({ dataSource, reconcile }: PanelContext): PanelAction => ({
  actionType: 'record',
  isVisible: false,
  component: false,
  handler: recordAction(
    dataSource,
    async (integrationId, _payload, { actor }) => {
      const data = await reconcile({ integrationId, actor })
      const { differences: count } = data
      if (count === 0) return { message: 'reconciledAlike', data }
      return { message: count === 1 ? 'reconciledOne' : 'reconciled', params: { count }, data }
    },
    { outsideTransaction: true },
  ),
})

/** *Corrigir* and *Corrigir todas* (BR-100) of one run: by `differenceId`, by `kind`, or all. */
const correctAction = ({ dataSource, correctDifferences, wake }: PanelContext): PanelAction => ({
  actionType: 'record',
  isVisible: false,
  component: false,
  handler: wakeAfter(
    wake,
    recordAction(
      dataSource,
      async (integrationId, payload, { actor }) => {
        const reconciliationId = idIn(payload.runId)
        const [run]: unknown[] = await dataSource.query(
          'select id from content_platforms.reconciliation where id = $1 and integration_id = $2',
          [reconciliationId ?? null, integrationId],
        )
        if (!run || reconciliationId === undefined) throw new DomainError('NOT_FOUND')
        const differenceId = idIn(payload.differenceId)
        const kind = kindIn(payload.kind)
        // A name that is there and not understood must not widen the choice to all.
        if ((payload.differenceId && !differenceId) || (payload.kind && !kind)) throw new DomainError('NOT_FOUND')
        const choice = { reconciliationId, ...(differenceId ? { differenceId } : {}), ...(kind ? { kind } : {}) }
        const confirmed = String(payload.confirmed) === 'true'
        const data = await runBatches(
          idIn(payload.afterId) ?? 0,
          (afterId) =>
            runInTransaction(dataSource, (tx) => correctDifferences(tx, { ...choice, afterId, confirmed, actor })),
          (a, b) => ({
            ...b,
            corrected: a.corrected + b.corrected,
            obsolete: a.obsolete + b.obsolete,
            underWay: a.underWay + b.underWay,
          }),
        )
        return { message: 'differencesCorrected', params: { count: data.corrected }, data }
      },
      { outsideTransaction: true },
    ),
  ),
})

/** What the screen of reconciliations does; each by POST. */
export const reconcileActions = (
  context: PanelContext,
): { reconcile: PanelAction; correctDifferences: PanelAction } => ({
  reconcile: reconcileAction(context),
  correctDifferences: correctAction(context),
})
