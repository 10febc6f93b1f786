import { createHmac } from 'node:crypto'

/** The contenders' secret; ours makes its own. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64')
const BODY_BYTES = 1024

/** What a job of a contender holds: 1 KB as JSON. */
export interface Message {
  id: string
  type: string
  timestamp: string
  data: Record<string, unknown>
}

const idOf = (lane: number, sequence: number) => `msg_${lane}_${sequence}`

export const createMessage = (lane: number, sequence: number): Message => {
  const message = {
    id: idOf(lane, sequence),
    type: 'content.subscription.suspended',
    timestamp: new Date().toISOString(),
    data: { lane, sequence, state: 'suspended', previousState: 'active', reasons: ['debt'], padding: '' },
  }
  message.data.padding = 'x'.repeat(BODY_BYTES - bodyOf(message).length)
  return message
}

/** The body of the request; the id goes into its header. */
export const bodyOf = ({ id: _, ...body }: Message): string => JSON.stringify(body)

/** The headers of Standard Webhooks 1.0.0. */
export const signedHeaders = (id: string, body: string): Record<string, string> => {
  const timestamp = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  }
}
