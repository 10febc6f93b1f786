import { Agent, request } from 'undici'
import { bodyOf, type Message, signedHeaders } from './message.js'

/** What a contender logs of an attempt. */
export interface Attempt {
  id: string
  startedAt: Date
  durationMs: number
  status: number
  request: string
  response: string
}

/** Sends over kept-alive connections; more of them than 128 slowed all contenders down. */
export const createSend = (url: string, connections = 128) => {
  const dispatcher = new Agent({ connections, pipelining: 1 })
  return async (message: Message): Promise<Attempt> => {
    const body = bodyOf(message)
    const startedAt = new Date()
    const begun = performance.now()
    const headers = signedHeaders(message.id, body)
    const answer = await request(url, { method: 'POST', dispatcher, headers, body })
    const response = await answer.body.text()
    const accepted = answer.statusCode < 300 && JSON.parse(response).success === true
    if (!accepted) throw new Error(`refused with ${answer.statusCode}`)
    const durationMs = Math.round(performance.now() - begun)
    return { id: message.id, startedAt, durationMs, status: answer.statusCode, request: body, response }
  }
}
