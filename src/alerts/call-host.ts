import { followSignals } from '../follow-signals.js'
import type { AlertNotice, OnAlert } from './alert-notice.js'

/** `late`: it took too long, and may still be at it. */
export type HostAnswer = { kind: 'told' } | { kind: 'failed'; error: unknown } | { kind: 'late' } | { kind: 'stopped' }

interface CallInput {
  onAlert: OnAlert
  notice: AlertNotice
  deadlineMs: number
  /** Aborted when the process stops or the job is another's. */
  stopping: AbortSignal
}

/** Calls the host's function and waits for it, but not for longer than the deadline. Never rejects. */
export const callHost = async ({ onAlert, notice, deadlineMs, stopping }: CallInput): Promise<HostAnswer> => {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), deadlineMs)
  const { signal, release } = followSignals(late.signal, stopping)
  const given = new Promise<HostAnswer>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: late.signal.aborted ? 'late' : 'stopped' }), { once: true })
  })
  const called = (async (): Promise<HostAnswer> => {
    await onAlert(notice, { signal })
    return { kind: 'told' }
  })().catch((error: unknown): HostAnswer => ({ kind: 'failed', error }))
  return Promise.race([called, given]).finally(() => {
    clearTimeout(timer)
    release()
  })
}
