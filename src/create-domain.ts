import type { DomainContext } from './domain/context.js'
import { type Gateway, limitsOf } from './gateways/gateway.js'
import { readTemplates } from './gateways/template/read-templates.js'
import type { ResolvedOptions } from './options.js'
import { createSecretBox } from './secrets/secret-box.js'
import { checkEndpointUrl } from './webhooks/endpoint-url.js'
import { createEventId } from './webhooks/event-id.js'
import { isReservedHeader } from './webhooks/request-headers.js'
import { createSigningSecret } from './webhooks/signing-secret.js'

/** Gives use cases what they need of options, gateways and delivery, so that the domain knows none of them. */
export const createDomain = (options: ResolvedOptions, gateways: ReadonlyMap<string, Gateway>): DomainContext => ({
  secretBox: createSecretBox(options.encryptionKey),
  gatewayNames: [...gateways.keys()],
  gatewayNeedsUrl: (name) => {
    const gateway = gateways.get(name)
    return !gateway || limitsOf(gateway).needsUrl
  },
  checkUrl: (url) => checkEndpointUrl(url, options.endpoints) ?? null,
  isReservedHeader,
  readTemplates: (input) => readTemplates({ ...input, isReservedHeader }),
  createId: createEventId,
  createSigningSecret,
  secretOverlapMs: options.secretOverlapMs,
  timeZone: options.timeZone,
  linkWhileInDebt: options.linkWhileInDebt,
  trustUnlock: options.trustUnlock,
})
