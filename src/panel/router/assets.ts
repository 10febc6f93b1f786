import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { Router as AdminRouter } from 'adminjs'
import express, { type Request, type RequestHandler, type Router } from 'express'

const COMPONENTS_BUNDLE = '/frontend/assets/components.bundle.js'

type Encoding = 'br' | 'gzip' | 'identity'

interface Asset {
  /** Changes when the file does. */
  stamp: string
  content: Buffer
  hash: string
  encoded: Map<Encoding, Promise<Buffer>>
}

const ENCODERS: Record<Encoding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (content) => promisify(gzip)(content),
  identity: async (content) => content,
}

const COMPRESSED_ALREADY = new Set(['.woff', '.woff2', '.png', '.jpg', '.gif'])

const encodingOf = (request: Request, file: string): Encoding => {
  if (COMPRESSED_ALREADY.has(extname(file))) return 'identity'
  if (request.acceptsEncodings('br')) return 'br'
  return request.acceptsEncodings('gzip') ? 'gzip' : 'identity'
}

/** Reads each file once, and again when it changes on the disk. */
const createReader = () => {
  const read = new Map<string, Promise<Asset>>()
  return async (file: string): Promise<Asset> => {
    const { mtimeMs, size } = await stat(file)
    const stamp = `${mtimeMs}-${size}`
    const known = await read.get(file)?.catch(() => undefined)
    if (known?.stamp === stamp) return known
    const loading = readFile(file).then((content) => {
      const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
      return { stamp, content, hash, encoded: new Map<Encoding, Promise<Buffer>>() }
    })
    read.set(file, loading)
    return loading
  }
}

/**
 * Serves AdminJS's own files and the components' bundle, compressed and with the content's hash as ETag, to anybody: the
 * sign-in page needs them. Browsers ask each time whether theirs is still right.
 */
export const serveAssets = ({ bundle }: { bundle: () => Promise<string> }): Router => {
  const router = express.Router()
  const load = createReader()
  const serve =
    (locate: () => Promise<string>): RequestHandler =>
    async (request, response, next) => {
      try {
        const file = await locate()
        const asset = await load(file)
        const encoding = encodingOf(request, file)
        const encoded = asset.encoded.get(encoding) ?? ENCODERS[encoding](asset.content)
        asset.encoded.set(encoding, encoded)
        response.set({ ETag: `"${asset.hash}-${encoding}"`, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' })
        if (request.fresh) return void response.status(304).end()
        if (encoding !== 'identity') response.set('Content-Encoding', encoding)
        const body = await encoded
        response
          .type(extname(file))
          .set('Content-Length', String(body.length))
          .end(request.method === 'HEAD' ? '' : body)
      } catch (error) {
        next(error)
      }
    }
  router.get(COMPONENTS_BUNDLE, serve(bundle))
  for (const { path, src } of AdminRouter.assets)
    if (path !== COMPONENTS_BUNDLE)
      router.get(
        path,
        serve(async () => src),
      )
  return router
}
