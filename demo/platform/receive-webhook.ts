import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { applyWebhook } from './apply-webhook.js'
import type { Answer, Outcome, PlatformIntegration, ReceivedWebhook } from './state.js'
import { type WebhookBody, webhookBody } from './wire.js'

export interface WebhookRequest {
  number: number
  receivedAt: string
  headers: Record<string, string>
  body: string
}

interface Judgement {
  outcome: Outcome
  status: number
  answer: Answer
}

const KEPT_WEBHOOKS = 100
const KEPT_ANSWERS = 1_000

/**
 * Takes in one request as a real platform would: signature first, then whether it was seen before, then the change
 * itself. Records what came of it at the front of `integration.received`.
 */
export const receiveWebhook = (integration: PlatformIntegration, request: WebhookRequest): ReceivedWebhook => {
  const signature = verify(integration.secret, request)
  const body = parse(request.body)
  const judged = judge(integration, { request, signature, body })
  const account = body?.data.account
  const entry: ReceivedWebhook = {
    number: request.number,
    receivedAt: request.receivedAt,
    webhookId: request.headers['webhook-id']?.slice(0, 100) ?? null,
    type: body?.type ?? null,
    sequence: body?.data.subscription?.sequence ?? null,
    userId: (account && integration.users[account.id]?.id) ?? null,
    signature,
    ...judged,
    body: request.body,
  }
  integration.received = [entry, ...integration.received].slice(0, KEPT_WEBHOOKS)
  return entry
}

interface Known {
  request: WebhookRequest
  signature: ReceivedWebhook['signature']
  body: WebhookBody | null
}

const judge = (integration: PlatformIntegration, { request, signature, body }: Known): Judgement => {
  const { switches, answers } = integration
  if (signature === 'no-secret') return refusal(401, 'unsigned', 'o segredo desta integração ainda não foi informado')
  if (signature === 'invalid') return refusal(401, 'unsigned', 'assinatura inválida')
  if (switches.failNext > 0) {
    switches.failNext -= 1
    return refusal(500, 'failed', 'erro interno (simulado)')
  }
  if (switches.refuse) return refusal(200, 'refused', 'limite de usuários atingido (simulado)')
  if (!body) return refusal(400, 'unreadable', 'corpo em formato desconhecido')

  const webhookId = request.headers['webhook-id'] ?? ''
  const given = answers[webhookId]
  if (given) return { outcome: 'repeated', status: 200, answer: given }
  const applied = applyWebhook(integration.users, body)
  if (applied.kind === 'unknown-user') return refusal(404, 'refused', 'usuário não encontrado')
  const answer: Answer = { success: true }
  if (applied.user) Object.assign(answer, { user_id: applied.user.id, login: applied.user.login })
  integration.answers = Object.fromEntries([...Object.entries(answers), [webhookId, answer]].slice(-KEPT_ANSWERS))
  return { outcome: applied.kind, status: 200, answer }
}

const refusal = (status: number, outcome: Outcome, message: string): Judgement => ({
  outcome,
  status,
  answer: { success: false, message },
})

const verify = (secret: string | null, { body, headers }: WebhookRequest): ReceivedWebhook['signature'] => {
  if (!secret) return 'no-secret'
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false })
    return 'valid'
  } catch (error) {
    if (error instanceof WebhookVerificationError) return 'invalid'
    throw error
  }
}

const parse = (text: string): WebhookBody | null => {
  try {
    return webhookBody.parse(JSON.parse(text))
  } catch {
    return null
  }
}
