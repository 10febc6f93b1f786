import type { Transaction } from '../../../src/database/database.js'
import type { SettledEvent } from '../../../src/webhooks/delivery-contract.js'
import { createDispatcher } from '../../../src/webhooks/dispatcher.js'
import { createSender } from '../../../src/webhooks/send.js'
import { connect } from '../../support/template-database.js'
import { LOOPBACK, prepareFrom, QUICK } from './requests.js'

/** What the parent process decides, as JSON in the only argument. */
export interface WorkerInput {
  databaseUrl: string
  deadlineMs: number
  leaseMs: number
  pollMs?: number
  delaysMs: number[]
  drainMs: number
  /** Stands still for ever once the lanes are claimed, or once the results are being written. */
  hangAt: 'prepare' | 'settle' | null
}

/** A worker in a process of its own, to be killed, stopped and set wrong. Says `ready`, and `drained` after a SIGTERM. */
const input: WorkerInput = JSON.parse(process.argv[2] ?? '')
const say = (word: string) => process.stdout.write(`${word}\n`)
const forEver = () => new Promise<never>(() => {})

const dataSource = await connect(input.databaseUrl)
const sender = createSender({ endpoints: LOOPBACK, deadlineMs: input.deadlineMs })
const logger = { info() {}, warn() {}, error: (fields: object, message: string) => say(`${message} ${fields}`) }
const dispatcher = createDispatcher({
  ...QUICK,
  dataSource,
  sender,
  logger,
  leaseMs: input.leaseMs,
  pollMs: input.pollMs ?? QUICK.pollMs,
  retryPolicy: { ...QUICK.retryPolicy, delaysMs: input.delaysMs },
  prepare: (events) => {
    if (input.hangAt !== 'prepare' || events.length === 0) return prepareFrom(dataSource)(events)
    say('hangs')
    return forEver()
  },
  recordConfirmations: Object.assign(
    (_tx: Transaction, events: readonly SettledEvent[]) => {
      if (input.hangAt !== 'settle' || events.length === 0) return Promise.resolve()
      say('hangs')
      return forEver()
    },
    input.hangAt === 'settle' ? {} : { statementsFor: () => [] },
  ),
  isStateful: () => true,
  pauseIntegration: async () => {},
})
process.once('SIGTERM', async () => {
  await dispatcher.stop({ deadlineMs: input.drainMs })
  await sender.close()
  await dataSource.destroy()
  say('drained')
})
dispatcher.start()
say('ready')
