import type { ActionContext } from 'adminjs'
import { requestJob } from '../domain/request-job.js'
import { decideBrake } from '../domain/state/decide-brake.js'
import type { BrakeState } from '../entities/mass-brake.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { readReason } from './read-text.js'
import { wakeAfter } from './wake-after.js'

const isIn =
  (states: readonly BrakeState[]) =>
  ({ record }: Pick<ActionContext, 'record'>): boolean =>
    states.includes(record?.params.state)

/** *Confirmar* (BR-45): the job goes on at once, for as many as were shown. */
export const confirmBrakeAction = ({ dataSource, wakeJobs }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'CheckCircle',
  component: 'CpBrakeDecision',
  isVisible: isIn(['held', 'dismissed']),
  handler: wakeAfter(
    wakeJobs,
    recordAction(dataSource, async (brakeId, payload, { tx, actor }) => {
      const reason = readReason(payload)
      const input = { brakeId, decision: 'confirmed', count: Number(payload.count), reason, actor } as const
      const { source } = await decideBrake(tx, input)
      await requestJob(tx, { name: source, actor })
      return { message: 'brakeConfirmed' }
    }),
  ),
})

/** *Dispensar* (BR-45): nothing is done, and for a day nobody is asked again. */
export const dismissBrakeAction = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'XCircle',
  component: 'CpBrakeDecision',
  isVisible: isIn(['held']),
  handler: recordAction(dataSource, async (brakeId, payload, { tx, actor }) => {
    const reason = readReason(payload)
    await decideBrake(tx, { brakeId, decision: 'dismissed', count: Number(payload.count), reason, actor })
    return { message: 'brakeDismissed' }
  }),
})
