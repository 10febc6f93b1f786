import { z } from 'zod'

const id = z.union([z.string(), z.number()]).transform(String)

/** What this platform reads of a webhook; whatever else is in it is shown, but not needed. */
export const webhookBody = z.looseObject({
  type: z.string().max(100),
  data: z.looseObject({
    subscription: z
      .looseObject({
        id,
        sequence: z.number().int().nullish(),
        state: z.string().nullish(),
        previousId: id.nullish(),
      })
      .nullish()
      .catch(null),
    package: z.looseObject({ name: z.string().nullish() }).nullish().catch(null),
    product: z.looseObject({ name: z.string().nullish() }).nullish().catch(null),
    account: z
      .looseObject({
        id,
        otherActiveSubscriptions: z.number().int().nullish(),
        sequence: z.number().int().nullish(),
      })
      .nullish()
      .catch(null),
    customer: z.looseObject({ name: z.string().nullish(), email: z.string().nullish() }).nullish().catch(null),
  }),
})

export type WebhookBody = z.infer<typeof webhookBody>
