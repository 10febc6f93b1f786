import type { AddressInfo } from 'node:net'
import AdminJSExpress from '@adminjs/express'
import AdminJS, { type ResourceWithOptions } from 'adminjs'
import express, { type NextFunction, type Request, type Response } from 'express'
import type { Role } from '../../src/entities/panel-user.js'

/** What the API of a panel answered; `status` 500 is what must never be. */
// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
export type Answer = { status: number; text: string } & Record<string, any>

export interface ResourceServer {
  admin: AdminJS
  get(path: string, role?: Role): Promise<Answer>
  /** Posts a form as the browser does: flat, each value as text. */
  post(path: string, form: Record<string, string>, role?: Role): Promise<Answer>
  close(): Promise<void>
}

const read = async (response: globalThis.Response): Promise<Answer> => {
  const text = await response.text()
  const body = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {}
  return { ...body, status: response.status, text }
}

/** AdminJS's own router over real HTTP, where a header says whose session it is. `path` begins below `/api/resources`. */
export const serveResources = async (resources: (ResourceWithOptions | object)[]): Promise<ResourceServer> => {
  const admin = new AdminJS({ rootPath: '/admin', resources: resources as ResourceWithOptions[] })
  const app = express()
  app.use((request: Request, _response: Response, next: NextFunction) => {
    const role = request.get('x-role')
    Object.assign(request, { session: { adminUser: role && { email: `${role}@example.com`, role } } })
    next()
  })
  app.use('/admin', AdminJSExpress.buildRouter(admin))
  app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    response.status(500).send(error.message)
  })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin/api/resources`
  return {
    admin,
    get: async (path, role = 'administrator') => read(await fetch(base + path, { headers: { 'x-role': role } })),
    post: async (path, form, role = 'administrator') => {
      const body = new FormData()
      for (const [key, value] of Object.entries(form)) body.append(key, value)
      return read(await fetch(base + path, { method: 'POST', headers: { 'x-role': role }, body }))
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
