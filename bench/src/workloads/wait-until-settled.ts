import { setTimeout as delay } from 'node:timers/promises'
import { nowMs } from '../measure/clock.js'
import type { Stage } from './with-contender.js'

/** When everything was found written down as delivered; NaN if it is not by then. */
export const waitUntilSettled = async (producer: Stage['producer'], timeoutMs: number): Promise<number> => {
  const deadline = nowMs() + timeoutMs
  while (nowMs() < deadline) {
    if (await producer.call('isSettled', undefined)) return nowMs()
    await delay(5)
  }
  return Number.NaN
}
