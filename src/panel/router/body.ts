import busboy from 'busboy'
import express, { type Request, type RequestHandler } from 'express'
import { isInheritedName } from '../inherited-name.js'
import { refuse } from './refusal.js'

const MAX_BYTES = 1024 * 1024
const MAX_FIELDS = 500

/** What express-formidable leaves on a request, and AdminJS reads from it. */
type FormRequest = Request & {
  fields?: Record<string, unknown>
  files?: Record<string, never>
  express_formidable?: { parsed: boolean }
  _body?: boolean
}

type Outcome = Record<string, unknown> | 'tooLarge' | 'badRequest'

const fieldsOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {}

const parseJson = express.json({ limit: MAX_BYTES })

const readForm = (request: Request): Promise<Outcome> =>
  new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      request.unpipe(parser)
      // Node reads the rest and drops it, so that the sender gets to see the answer.
      request.resume()
      resolve(outcome)
    }
    // One field more than allowed, so that going over is noticed rather than cut off.
    const limits = {
      fields: MAX_FIELDS + 1,
      parts: MAX_FIELDS + 1,
      fieldSize: MAX_BYTES,
      fieldNameSize: 1024,
      files: 0,
    }
    const parser = busboy({ headers: request.headers, limits })
    // A null prototype and own properties only: a field may be called `__proto__`.
    const fields = Object.create(null) as Record<string, unknown>
    let bytes = 0
    let count = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_BYTES) finish('tooLarge')
    })
    request.on('close', () => {
      if (!request.complete) finish('badRequest')
    })
    parser.on('field', (name, value, { nameTruncated }) => {
      count += 1
      if (nameTruncated) finish('badRequest')
      if (name !== '__proto__') fields[name] = value
    })
    parser.on('filesLimit', () => finish('badRequest'))
    parser.on('error', () => finish('badRequest'))
    parser.on('close', () => finish(count > MAX_FIELDS ? 'tooLarge' : { ...fields }))
    request.pipe(parser)
  })

/**
 * Parses form and JSON bodies of up to 1 MB and 500 fields, no files, in the place of express-formidable, whose error
 * path ends the process. Takes over a body that the host app has parsed before us.
 */
export const parseBody: RequestHandler = (request: FormRequest, response, next) => {
  const accept = (fields: Record<string, unknown>) => {
    request.fields = Object.fromEntries(Object.entries(fields).filter(([name]) => !isInheritedName(name)))
    request.files = {}
    // Tells express-formidable that its work is done, and upstream's check that no body parser was here.
    request.express_formidable = { parsed: true }
    delete request._body
    next()
  }
  const type = request.get('content-type') ?? ''
  const announced = Number(request.get('content-length') ?? 0)
  const hasBody = announced > 0 || request.get('transfer-encoding') !== undefined
  if (request.method === 'GET' || request.method === 'HEAD' || !hasBody) return accept({})
  if (request._body || request.readableEnded) return accept(fieldsOf(request.body))
  if (announced > MAX_BYTES) return refuse(request, response, 'tooLarge')
  if (/^application\/json\b/i.test(type))
    return parseJson(request, response, (error) => (error ? next(error) : accept(fieldsOf(request.body))))
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type))
    return refuse(request, response, 'unsupportedBody')
  let form: Promise<Outcome>
  try {
    form = readForm(request)
  } catch {
    return refuse(request, response, 'badRequest')
  }
  form.then((outcome) => (typeof outcome === 'string' ? refuse(request, response, outcome) : accept(outcome)), next)
}
