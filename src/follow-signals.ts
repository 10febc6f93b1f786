/** A signal that follows others until it is released. */
export interface FollowingSignal {
  signal: AbortSignal
  /** It follows them no longer, and they hold on to nothing of it. */
  release(): void
}

/**
 * A signal that is aborted as soon as one of `sources` is, with the same reason. To be released when the work is done:
 * what `AbortSignal.any` makes of a signal that lives as long as the process is kept as long.
 */
export const followSignals = (...sources: readonly AbortSignal[]): FollowingSignal => {
  const own = new AbortController()
  const ends = sources.map((source) => {
    const follow = () => own.abort(source.reason)
    if (source.aborted) follow()
    source.addEventListener('abort', follow)
    return () => source.removeEventListener('abort', follow)
  })
  return {
    signal: own.signal,
    release: () => {
      for (const end of ends) end()
    },
  }
}
