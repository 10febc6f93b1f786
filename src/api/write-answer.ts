import type { ServerResponse } from 'node:http'
import type { ProbeAnswer } from './answer-probe.js'

/** Writes an answer that no cache may keep. */
export const writeAnswer = (response: ServerResponse, { status, type, body, headers }: ProbeAnswer): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(body)
}
