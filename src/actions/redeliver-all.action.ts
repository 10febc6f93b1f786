import { refuseIssues } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readValue } from '../panel/read-value.js'
import { resourceAction } from '../panel/record-action.js'
import { redeliverEvents } from '../webhooks/redeliver-events.js'
import { readHeadsFilter } from './read-heads-filter.js'
import { wakeAfter } from './wake-after.js'

const readExpectedCount = (entered: unknown): number => {
  const read = readValue(entered, { kind: 'integer', isNullable: false, isRequired: true })
  const path = 'expectedCount'
  if (read.kind === 'refused') refuseIssues([{ path, code: read.code }])
  const count = read.kind === 'value' ? Number(read.value) : 0
  if (count < 1) refuseIssues([{ path, code: 'notConfirmed' }])
  return count
}

/** *Reenviar todas* (BR-90): every parked event that the filter finds again, at most as many as were confirmed. */
export const redeliverAllAction = ({ dataSource, wake }: PanelContext) => ({
  actionType: 'resource' as const,
  isVisible: false,
  component: false as const,
  handler: wakeAfter(
    wake,
    resourceAction(
      dataSource,
      async (payload, { actor }) => {
        const filter = readHeadsFilter(payload)
        const expectedCount = readExpectedCount(payload.expectedCount)
        const { redelivered, remaining } = await redeliverEvents(dataSource, { filter, actor, expectedCount })
        const message = remaining > 0 ? 'eventsRedeliveredInPart' : 'eventsRedelivered'
        return { message, params: { count: redelivered, remaining }, data: { redelivered, remaining } }
      },
      { outsideTransaction: true },
    ),
  ),
})
