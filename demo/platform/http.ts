import type { IncomingMessage, ServerResponse } from 'node:http'

const MAX_BODY_BYTES = 256 * 1024

/** A mistake of the caller, answered with its status and, as JSON, its message. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** The body as text; throws `RequestError` above 256 KiB. */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new RequestError(413, 'corpo grande demais')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

/** Refuses what another site's page sends in the visitor's name, and names that only resolve to this machine. */
export const refuseForeign = ({ headers }: IncomingMessage): void => {
  const host = headers.host?.replace(/:\d+$/, '')
  const site = headers['sec-fetch-site']
  if (!host || !['127.0.0.1', 'localhost', '[::1]'].includes(host)) throw new RequestError(403, 'endereço desconhecido')
  if (site && site !== 'same-origin' && site !== 'none') throw new RequestError(403, 'pedido de outro site')
}
