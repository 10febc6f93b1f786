import { nowMs } from '../measure/clock.js'
import { serve } from '../process/serve.js'
import { type Batch, type ContenderCommands, placesOf } from './contender.js'
import { createMessage, type Message, SECRET } from './message.js'
import { toRecorded } from './produce.js'
import { createSend } from './send.js'

/** The limit: no database, nothing recorded, nothing logged; each lane's messages one after the other. */
let send: ReturnType<typeof createSend>
const IN_FLIGHT = 128
let left = 0

const sendLanes = async (lanes: Iterator<Message[]>) => {
  for (let lane = lanes.next(); !lane.done; lane = lanes.next()) {
    for (const message of lane.value) {
      await send(message)
      left -= 1
    }
  }
}

const groupByLane = (messages: readonly Message[], { perLane }: Batch): Message[][] =>
  Array.from({ length: messages.length / perLane }, (_, lane) => messages.slice(lane * perLane, (lane + 1) * perLane))

const open = async ({ sinkUrl }: { sinkUrl: string }) => {
  send = createSend(sinkUrl, IN_FLIGHT)
}

serve<ContenderCommands>({
  prepare: async () => {},
  open,
  work: open,
  async bulk(batch) {
    const places = placesOf(batch)
    const messages = places.map(({ lane, sequence }) => createMessage(lane, sequence))
    const lanes = groupByLane(messages, batch).values()
    left += messages.length
    const committedAt = nowMs()
    for (let sender = 0; sender < IN_FLIGHT; sender += 1) void sendLanes(lanes)
    return toRecorded(places.map((place, index) => ({ ...place, id: messages[index]?.id ?? '', committedAt })))
  },
  singles: async () => {
    throw new Error('there are no transactions in it')
  },
  isSettled: async () => left === 0,
  secret: async () => SECRET,
})
