/** Tells whoever waits for an answer that nobody needs it any more. An `AbortSignal` is one. */
export interface Interruption {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** What an `AbortController` is, for many thousand a second: that one costs as much as a request does. */
export class Interrupter implements Interruption {
  aborted = false
  private listeners: readonly (() => void)[] = NOBODY

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners = this.listeners === NOBODY ? [listener] : [...this.listeners, listener]
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners =
      this.listeners.length === 1 && this.listeners[0] === listener ? NOBODY : without(this.listeners, listener)
  }

  abort(): void {
    if (this.aborted) return
    this.aborted = true
    const listeners = this.listeners
    this.listeners = NOBODY
    for (const listener of listeners) listener()
  }
}

const NOBODY: readonly (() => void)[] = []

const without = (listeners: readonly (() => void)[], listener: () => void) =>
  listeners.filter((one) => one !== listener)
