import type { ActionHandler } from 'adminjs'

// biome-ignore lint/suspicious/noExplicitAny: AdminJS's answers differ by action and have no common type.
type Handler = ActionHandler<any>

/** Hints to the worker that something is due, once the action's transaction has committed; not after a refusal. */
export const wakeAfter =
  (wake: () => void, handler: Handler): Handler =>
  async (request, response, context) => {
    const answer = await handler(request, response, context)
    if (answer.notice?.type === 'success') wake()
    return answer
  }
