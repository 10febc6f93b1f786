/** Told how each run of a job ended, for figures. Must be quick and must not throw. */
export interface JobObserver {
  ended(run: { job: string; result: 'finished' | 'failed' | 'lost' | 'stopped'; durationMs: number }): void
}
