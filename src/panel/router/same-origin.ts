import type { Request, RequestHandler } from 'express'
import { isApiRequest, refuse } from './refusal.js'

/** The host by which the browser knows us: the proxy's word where the host app trusts its proxy. */
const hostOf = (request: Request): string | undefined => {
  const trusts = request.app.get('trust proxy fn') as
    | ((address: string | undefined, hop: number) => boolean)
    | undefined
  const forwarded = request.get('x-forwarded-host')?.split(',')[0]?.trim()
  return forwarded && trusts?.(request.socket.remoteAddress, 0) ? forwarded : request.get('host')
}

const isFromElsewhere = (request: Request): boolean => {
  const site = request.get('sec-fetch-site')
  if (site === 'none') return request.method !== 'GET' && request.method !== 'HEAD'
  if (site) return site !== 'same-origin'
  const origin = request.get('origin')
  if (!origin) return false
  return !URL.canParse(origin) || new URL(origin).host !== hostOf(request)
}

/**
 * Refuses what another site makes the browser ask for: every change, every call of the panel's API and the sign-out.
 * An API address typed or followed as a link is refused too. Does not defend against a program that is no browser:
 * that one has no cookie to abuse.
 */
export const sameOrigin =
  ({ logoutPath }: { logoutPath: string }): RequestHandler =>
  (request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const isApi = isApiRequest(request)
    const isGuarded = !isRead || isApi || request.path === logoutPath
    const isNavigatedApi = isApi && request.get('sec-fetch-mode') === 'navigate'
    if ((isGuarded && isFromElsewhere(request)) || isNavigatedApi) refuse(request, response, 'crossSite')
    else next()
  }
