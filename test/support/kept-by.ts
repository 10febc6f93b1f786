import { getEventListeners } from 'node:events'

/** How much a signal holds on to: its listeners, and what `AbortSignal.any` made of it. */
export const keptBy = (signal: AbortSignal): number => {
  // Node's own list, under a name that it doesn't publish; a test tells when that changes.
  const name = Object.getOwnPropertySymbols(signal).find(({ description }) => description === 'kDependantSignals')
  const made: Set<unknown> | null | undefined = name && Reflect.get(signal, name)
  return getEventListeners(signal, 'abort').length + (made?.size ?? 0)
}
