import { z } from 'zod'
import { EVENTS } from './catalogue.js'
import type { EventName } from './event-types.js'

/**
 * JSON Schema (draft 2020-12) of an event's body in the standard format. Further fields may come with later versions:
 * the schema allows them, and a receiver should too.
 */
export const eventJsonSchema = (type: EventName): Record<string, unknown> => ({
  ...z.toJSONSchema(
    z.object({
      type: z.literal(type),
      timestamp: z.iso.datetime().describe('When it happened, in UTC; the same on every attempt.'),
      data: EVENTS[type].body,
    }),
    { io: 'input' },
  ),
  title: type,
  description: EVENTS[type].when,
})
