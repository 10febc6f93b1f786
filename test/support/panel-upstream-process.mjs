// Upstream's panel in a process of its own, which a test may bring down. Says its origin once it listens.
import AdminJSExpress from '@adminjs/express'
import AdminJS from 'adminjs'
import express from 'express'

const admin = new AdminJS({ rootPath: '/admin' })
const auth = { authenticate: async () => null, cookieName: 'adminjs', cookiePassword: 'a secret' }
const sessions = { resave: false, saveUninitialized: true, secret: 'a secret' }
const app = express().use('/admin', AdminJSExpress.buildAuthenticatedRouter(admin, auth, null, sessions))
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
