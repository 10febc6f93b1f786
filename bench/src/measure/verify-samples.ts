import { Webhook } from 'standardwebhooks'
import type { Sample } from '../sink/main.js'

/** How many of the kept requests are signed with this secret, by the reference library. */
export const countSigned = (samples: readonly Sample[], secret: string): number => {
  const webhook = new Webhook(secret)
  return samples.filter(({ headers, body }) => {
    try {
      webhook.verify(body, headers)
      return true
    } catch {
      return false
    }
  }).length
}
