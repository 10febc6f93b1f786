import type { Dice } from '../support/dice.js'
import { type ReceivedRequest, type Receiver, type ReceiverStep, startReceiver } from '../support/receiver.js'
import type { SeededIntegration } from './seed.js'

type Mood = 'well' | 'moody' | 'slow' | 'silent' | 'down' | 'overloaded' | 'gone'

const MOODS: Record<Mood, (dice: Dice) => ReceiverStep> = {
  well: (dice) => ({ status: 200, delayMs: dice.between(0, 10) }),
  moody: (dice) =>
    dice.pick<ReceiverStep>([200, 200, 204, 201, 500, 502, 404, 301, 408, 'reset', 'reset-answer', 'drip', 'endless']),
  slow: (dice) => ({ status: 200, delayMs: dice.between(300, 1_500) }),
  silent: () => 'timeout',
  down: () => 'reset',
  overloaded: (dice) => ({ status: dice.pick([429, 503]), headers: { 'retry-after': '1' } }),
  gone: () => 410,
}
const MOOD_BAG: Mood[] = [
  ...(['well', 'well', 'well', 'moody', 'moody', 'moody', 'slow', 'slow', 'overloaded'] as const),
  ...(['silent', 'down', 'gone'] as const),
]

export interface Platform extends Receiver {
  integrationId: number
  /** Answers well from now on, at once. */
  heal(): void
}

/** Platforms whose moods change every few seconds until they are healed. */
export const startPlatforms = (integrations: readonly SeededIntegration[], dice: Dice): Promise<Platform[]> =>
  Promise.all(
    integrations.map(async ({ id: integrationId, secret }) => {
      const receiver = await startReceiver(secret)
      let mood: Mood = 'well'
      const timer = setInterval(() => {
        mood = dice.pick(MOOD_BAG)
      }, 3_000)
      receiver.otherwise((request, response) => {
        response.once('close', () => forgetBody(request))
        return MOODS[mood](dice)
      })
      const heal = () => {
        clearInterval(timer)
        receiver.otherwise((request, response) => {
          response.once('close', () => forgetBody(request))
          return 200
        })
      }
      return { ...receiver, integrationId, heal }
    }),
  )

// Hundreds of thousands of requests are kept: what the checker doesn't read goes.
const forgetBody = (request: ReceivedRequest) => {
  request.body = ''
  request.headers = {}
}
