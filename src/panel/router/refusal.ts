import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, Request, Response } from 'express'
import { REFUSALS, type RefusalCode } from '../../locale/pt-br/refusals.js'
import type { PanelLogger } from './panel-router-options.js'

const STATUS: Record<RefusalCode, number> = {
  badRequest: 400,
  crossSite: 403,
  forbidden: 403,
  notFound: 404,
  tooLarge: 413,
  unsupportedBody: 415,
  unexpected: 500,
}

export const isApiRequest = (request: Request): boolean => /^\/api(\/|$)/.test(request.path)

const pageOf = (title: string, text: string): string =>
  `<!doctype html><html lang="pt-BR"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><body style="font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1em"><h1 style="font-size:1.4em">${title}</h1><p>${text}</p></body></html>`

/** Ends a request with a plain page, or JSON for the panel's own calls. Says nothing of the request itself. */
export const refuse = (request: Request, response: Response, code: RefusalCode, id?: string): void => {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { title, text } = REFUSALS[code]
  const sentence = id ? `${text} Código: ${id}` : text
  response.status(STATUS[code]).set('Cache-Control', 'no-store')
  if (isApiRequest(request)) response.json({ error: code, id, notice: { message: sentence, type: 'error' } })
  else response.type('html').send(pageOf(title, sentence))
}

const statusOf = (error: unknown): number => {
  const { status, statusCode } = (error ?? {}) as { status?: unknown; statusCode?: unknown }
  return [status, statusCode].find((value) => typeof value === 'number') ?? 500
}

/** The last handler: an error that nobody expected is logged under an id, and only the id is shown. */
export const refuseErrors =
  (logger: PanelLogger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const status = statusOf(error)
    // An address that can't be decoded is one that doesn't exist.
    if (error instanceof URIError || status === 404) return refuse(request, response, 'notFound')
    if (status === 403) return refuse(request, response, 'forbidden')
    if (status === 413) return refuse(request, response, 'tooLarge')
    if (status >= 400 && status < 500) return refuse(request, response, 'badRequest')
    const id = randomUUID()
    logger.error({ id, err: error, method: request.method }, 'panel.request_failed')
    refuse(request, response, 'unexpected', id)
  }
