import { createEventId } from '../../../src/webhooks/event-id.js'
import { recordEvents } from '../../../src/webhooks/outbox.js'
import { connect } from '../../support/template-database.js'

/** What the parent process decides, as JSON in the only argument. */
export interface RecorderInput {
  databaseUrl: string
  integrationId: number
  accountId: number
}

/** A process that dies in the moment its event is committed: nobody is told of it. Says `ready` before. */
const { databaseUrl, integrationId, accountId }: RecorderInput = JSON.parse(process.argv[2] ?? '')
const dataSource = await connect(databaseUrl)
process.stdout.write('ready\n')
await dataSource.transaction((tx) =>
  recordEvents(tx, [
    {
      id: createEventId(),
      type: 'content.subscription.suspended',
      integrationId,
      accountId,
      subscriptionId: null,
      data: { account: accountId },
    },
  ]),
)
process.kill(process.pid, 'SIGKILL')
