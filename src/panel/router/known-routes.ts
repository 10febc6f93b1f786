import type AdminJS from 'adminjs'
import type { RequestHandler } from 'express'
import { refuse } from './refusal.js'

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

const exists = (admin: AdminJS, parts: readonly string[], hasRecordIds: boolean): boolean => {
  const [kind, id = '', place, first, second] = parts
  if (kind === undefined || (kind === 'dashboard' && parts.length === 1)) return true
  if (kind === 'pages') return parts.length === 2 && Object.hasOwn(admin.options.pages ?? {}, id)
  if (kind !== 'resources') return false
  const resource = admin.resources.find((candidate) => candidate._decorated?.id() === id)
  if (!resource) return false
  if (place === undefined || place === 'search') return true
  const action = place === 'records' ? second : first
  if (!action || !Object.hasOwn(resource.decorate().actions, action)) return false
  return place === 'records' || place === 'actions' || (place === 'bulk' && hasRecordIds)
}

/**
 * Answers 404 for a resource, action or page that AdminJS doesn't have, where AdminJS itself would fail. Only for who is
 * signed in: nobody else learns which addresses exist.
 */
export const refuseUnknownRoutes =
  (admin: AdminJS, { loginPath }: { loginPath: string }): RequestHandler =>
  (request, response, next) => {
    if (!request.session.adminUser || request.path === loginPath) return next()
    const parts = request.path.split('/').filter(Boolean).map(decode)
    const known = parts[0] === 'api' ? parts.slice(1) : parts
    const hasRecordIds = typeof request.query.recordIds === 'string' && request.query.recordIds !== ''
    if (parts.includes(null) || !exists(admin, known as string[], hasRecordIds)) refuse(request, response, 'notFound')
    else next()
  }
