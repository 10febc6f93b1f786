/**
 * AdminJS tells of an expired session by `alert` with a fixed English sentence. It offers no other way to word it, so
 * that one sentence is exchanged on its way to the window.
 */
export const wordSessionEnd = (sentence: string): void => {
  const show = window.alert.bind(window)
  window.alert = (message?: unknown) =>
    show(typeof message === 'string' && message.startsWith('Your session expired') ? sentence : message)
}
