import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { RequestError, readBody, refuseForeign, sendJson } from './http.js'
import { createLiveFeed } from './live.js'
import { receiveWebhook } from './receive-webhook.js'
import { addIntegration, setSecret, setSwitches } from './settings.js'
import { createIntegration } from './state.js'
import type { Store } from './store.js'
import { createView } from './view.js'

export interface SampleIntegration {
  slug: string
  name: string
  secret: string
}

export interface PlatformServer {
  server: Server
  /** Makes or renews the integrations that the platform knows without anybody pasting a secret. */
  introduce: (samples: readonly SampleIntegration[]) => Promise<void>
  close: () => Promise<void>
}

const PAGE: Record<string, { file: string; type: string }> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/page.css': { file: 'page.css', type: 'text/css; charset=utf-8' },
  '/page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/rows.js': { file: 'rows.js', type: 'text/javascript; charset=utf-8' },
  '/element.js': { file: 'element.js', type: 'text/javascript; charset=utf-8' },
}

/** The platform's web server: its page, its live feed, and one address per integration for webhooks. Not listening yet. */
export const createPlatformServer = ({ state, save }: Store): PlatformServer => {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy()
      const known = error instanceof RequestError ? error : new RequestError(500, 'erro interno')
      if (known !== error) console.error(error)
      sendJson(response, known.status, { success: false, message: known.message })
    })
  })
  const origin = () => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }
  const live = createLiveFeed(() => createView(state, origin()))
  const change = async () => {
    live.announce()
    await save()
  }
  const find = (slug = '') => {
    const found = state.integrations.find((integration) => integration.slug === slug)
    if (!found) throw new RequestError(404, 'integração desconhecida nesta plataforma')
    return found
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://platform').pathname
    const [, area, slug, part] = path.split('/')
    if (area === 'hooks') return answerWebhook(request, response, slug)
    refuseForeign(request)
    if (request.method === 'GET' && path === '/live') return live.join(response)
    if (request.method === 'GET') return sendPage(response, path)
    const input = readJson(await readBody(request))
    if (area !== 'integrations') throw new RequestError(404, 'não há nada aqui')
    if (!slug) addIntegration(state, input)
    else if (part === 'secret') setSecret(find(slug), input)
    else if (part === 'switches') setSwitches(find(slug), input)
    else throw new RequestError(404, 'não há nada aqui')
    await change()
    sendJson(response, 200, { success: true, slug: slug ?? state.integrations.at(-1)?.slug })
  }

  const answerWebhook = async (request: IncomingMessage, response: ServerResponse, slug?: string) => {
    const integration = find(slug)
    if (request.method !== 'POST' && request.method !== 'PUT') throw new RequestError(405, 'use POST ou PUT')
    const body = await readBody(request)
    state.requests += 1
    const receivedAt = new Date().toISOString()
    const headers = request.headers as Record<string, string>
    const received = receiveWebhook(integration, { number: state.requests, receivedAt, headers, body })
    await change()
    // After the change, not before: a platform that is too slow has often done the work that it never confirms.
    await delay(integration.switches.delaySeconds * 1000)
    sendJson(response, received.status, received.answer)
  }

  return {
    server,
    introduce: async (samples) => {
      for (const { slug, name, secret } of samples) {
        const known = state.integrations.find((integration) => integration.slug === slug)
        if (known) Object.assign(known, { name, secret })
        else state.integrations.push(createIntegration(slug, name, secret))
      }
      await change()
    },
    close: async () => {
      live.close()
      server.close()
      server.closeAllConnections()
      await save()
    },
  }
}

const sendPage = async (response: ServerResponse, path: string) => {
  const page = PAGE[path]
  if (!page) throw new RequestError(404, 'não há nada aqui')
  const content = await readFile(new URL(`page/${page.file}`, import.meta.url))
  response
    .writeHead(200, {
      'content-type': page.type,
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'self'; img-src data:",
    })
    .end(content)
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError(400, 'JSON inválido')
  }
}
