import AdminJSExpress from '@adminjs/express'
import express, { type RequestHandler } from 'express'
import { createProbeAdmin, createVisitor, PROBE_PASSWORD, serve } from './panel-probe.js'

type UpstreamAuthenticate = (email: string, password: string) => Promise<object | null>

const onlyAna: UpstreamAuthenticate = async (email, password) =>
  email === 'ana@example.com' && password === PROBE_PASSWORD ? { email } : null

/** The same panel as upstream's guide mounts it: what our router must do better than. */
export const startUpstream = async (
  options: { authenticate?: UpstreamAuthenticate; before?: RequestHandler[] } = {},
) => {
  const { admin, resource } = createProbeAdmin()
  const auth = { authenticate: options.authenticate ?? onlyAna, cookieName: 'adminjs', cookiePassword: 'a secret' }
  const app = express()
  for (const handler of options.before ?? []) app.use(handler)
  const sessions = { resave: false, saveUninitialized: true, secret: 'a secret' }
  app.use('/admin', AdminJSExpress.buildAuthenticatedRouter(admin, auth, null, sessions))
  const { origin, stop } = await serve(app)
  return { origin, stop, resource, visit: () => createVisitor(origin) }
}
