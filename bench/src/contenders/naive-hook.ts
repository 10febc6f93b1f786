import pRetry from 'p-retry'
import pg from 'pg'
import { nowMs } from '../measure/clock.js'
import { serve } from '../process/serve.js'
import { type ContenderCommands, placesOf, type Setting } from './contender.js'
import { bodyOf, createMessage, type Message, SECRET, signedHeaders } from './message.js'
import { produceSingles, toRecorded } from './produce.js'

/**
 * What one writes first: after the save, `fetch` in the same process, tried again with `p-retry`. Nothing is durable:
 * what is in memory when the process ends is lost. As it is written first, each save begins its request at once; variant
 * `bounded` is what one makes of it when that was too many: 128 at a time.
 */
let pool: pg.Pool
let url: string
const waiting: Message[] = []
let inFlight = 0
let maxInFlight = Number.POSITIVE_INFINITY

const BOUND = 128
const CREATE = 'create table change (id text primary key, data json not null)'
const SAVE = 'insert into change (id, data) select * from unnest($1::text[], $2::json[])'

const afterSave = (messages: readonly Message[]) => {
  waiting.push(...messages)
  while (inFlight < maxInFlight && waiting.length > 0) void sendWaiting()
}

const sendWaiting = async () => {
  inFlight += 1
  for (let message = waiting.shift(); message; message = waiting.shift()) {
    const sent = message
    await pRetry(() => send(sent), { retries: 5 })
  }
  inFlight -= 1
}

const send = async (message: Message) => {
  const body = bodyOf(message)
  const answer = await fetch(url, { method: 'POST', headers: signedHeaders(message.id, body), body })
  const { success } = (await answer.json()) as { success: boolean }
  if (!answer.ok || !success) throw new Error(`refused with ${answer.status}`)
}

const save = (messages: readonly Message[]) =>
  pool.query(SAVE, [messages.map(({ id }) => id), messages.map((message) => JSON.stringify(message))])

const open = async ({ databaseUrl, sinkUrl, variant }: Setting) => {
  if (variant.bounded) maxInFlight = BOUND
  pool ??= new pg.Pool({ connectionString: databaseUrl, max: 24 })
  url = sinkUrl
}

serve<ContenderCommands>({
  async prepare({ databaseUrl }) {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(CREATE)
    await client.end()
  },
  open,
  work: open,
  async bulk(batch) {
    const places = placesOf(batch)
    const messages = places.map(({ lane, sequence }) => createMessage(lane, sequence))
    await save(messages)
    const committedAt = nowMs()
    afterSave(messages)
    return toRecorded(places.map((place, index) => ({ ...place, id: messages[index]?.id ?? '', committedAt })))
  },
  singles: (input) =>
    produceSingles(input, async ({ lane, sequence }) => {
      const message = createMessage(lane, sequence)
      await save([message])
      afterSave([message])
      return { id: message.id, lane, sequence }
    }),
  isSettled: async () => inFlight === 0,
  secret: async () => SECRET,
})
