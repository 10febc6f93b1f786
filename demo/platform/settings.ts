import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { RequestError } from './http.js'
import { createIntegration, type PlatformIntegration, type PlatformState } from './state.js'

const newIntegration = z.object({ name: z.string().trim().min(1).max(60) })
const newSecret = z.object({ secret: z.string().trim().max(200) })
const newSwitches = z.object({
  failNext: z.number().int().min(0).max(1000),
  delaySeconds: z.number().min(0).max(60),
  refuse: z.boolean(),
})

/** Makes an integration with an address of its own, made from its name; its secret comes later, by hand. */
export const addIntegration = (state: PlatformState, input: unknown): PlatformIntegration => {
  const { name } = read(newIntegration, input, 'dê um nome à integração')
  const stem =
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'integracao'
  const taken = new Set(state.integrations.map((integration) => integration.slug))
  let slug = stem
  for (let number = 2; taken.has(slug); number += 1) slug = `${stem}-${number}`
  const integration = createIntegration(slug, name, null)
  state.integrations.push(integration)
  return integration
}

/** Takes a pasted signing secret; refuses one that could never verify anything. */
export const setSecret = (integration: PlatformIntegration, input: unknown): void => {
  const { secret } = read(newSecret, input, 'cole o segredo')
  if (!secret.startsWith('whsec_')) throw new RequestError(422, 'o segredo começa com whsec_')
  try {
    new Webhook(secret)
  } catch {
    throw new RequestError(422, 'o segredo está incompleto: copie-o inteiro')
  }
  integration.secret = secret
}

export const setSwitches = (integration: PlatformIntegration, input: unknown): void => {
  integration.switches = read(newSwitches, input, 'valores fora dos limites')
}

const read = <T>(schema: z.ZodType<T>, input: unknown, message: string): T => {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new RequestError(422, message)
  return parsed.data
}
