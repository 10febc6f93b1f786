import { formatDateTime } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'
import type { DeliveryHealth } from './delivery-data.js'

interface DeliveryWords {
  tone: 'positive' | 'info' | 'warning' | 'negative'
  title: string
  text: string
}

/** How delivery to a platform stands and what that means for what waits, in words for everybody. */
export const useDeliveryWords = (): ((health: DeliveryHealth) => DeliveryWords) => {
  const { desk, at, timeZone } = useDeskWords()
  const cause = (found: string | null): string => {
    const status = /^http_(\d+)$/.exec(found ?? '')?.[1]
    const known = at(`resources.DeliveryGate.labels.cause.${found ?? 'unknown'}`)
    if (known) return known
    return status ? desk('deliveryStatus', { status }) : at('resources.DeliveryGate.labels.cause.unknown')
  }
  const nextTry = (instant: DeliveryHealth['nextTryAt']): string => {
    if (instant === null) return desk('deliveryNextTryOpen')
    if (new Date(instant).getTime() <= Date.now()) return desk('deliveryNextTrySoon')
    return desk('deliveryNextTry', { at: formatDateTime(instant, timeZone) })
  }
  return ({ state, since, nextTryAt, cause: found, by }) => {
    const when = since ? formatDateTime(since, timeZone) : ''
    switch (state) {
      case 'normal':
        return { tone: 'positive', title: desk('deliveryNormal'), text: '' }
      case 'ramping':
        return { tone: 'info', title: desk('deliveryRamping'), text: desk('deliveryRampingText') }
      case 'testing':
        return {
          tone: 'warning',
          title: desk('deliveryTesting'),
          text: desk('deliveryTestingText', { since: when, cause: cause(found) }),
        }
      case 'stopped':
        return {
          tone: 'negative',
          title: desk('deliveryStopped', { by: by ?? desk('deliverySomebody'), since: when }),
          text: desk('deliveryStoppedText'),
        }
      case 'interrupted':
        return {
          tone: 'negative',
          title: desk('deliveryInterrupted', { since: when, cause: cause(found) }),
          text: nextTry(nextTryAt),
        }
    }
  }
}
