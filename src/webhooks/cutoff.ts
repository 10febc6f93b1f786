import { DeadlineError, InterruptedError } from './classify-failure.js'
import type { Interruption } from './interruption.js'

/** When an exchange ends whatever the platform does. */
export interface Cutoff {
  /** Why it was cut off; undefined while it may go on. */
  readonly reason: Error | undefined
  /** Called once, when it is cut off. */
  onCut: ((reason: Error) => void) | undefined
  /** Forgets the deadline and the interruption. */
  end(): void
}

/** A cutoff at the deadline, with a `DeadlineError`, or when `interrupted` aborts, with an `InterruptedError`. */
export const startCutoff = (deadlineMs: number, interrupted: Interruption | undefined): Cutoff =>
  new RunningCutoff(deadlineMs, interrupted)

class RunningCutoff implements Cutoff {
  reason: Error | undefined = undefined
  onCut: ((reason: Error) => void) | undefined = undefined
  private readonly timer: NodeJS.Timeout
  private readonly interrupt: (() => void) | undefined

  constructor(
    deadlineMs: number,
    private readonly interrupted: Interruption | undefined,
  ) {
    this.timer = setTimeout(meetDeadline, deadlineMs, this)
    if (!interrupted) return
    this.interrupt = () => this.cut(new InterruptedError())
    if (interrupted.aborted) this.interrupt()
    else interrupted.addEventListener('abort', this.interrupt)
  }

  cut(reason: Error): void {
    if (this.reason) return
    this.reason = reason
    this.onCut?.(reason)
  }

  end(): void {
    clearTimeout(this.timer)
    if (this.interrupt) this.interrupted?.removeEventListener('abort', this.interrupt)
  }
}

const meetDeadline = (cutoff: RunningCutoff): void => cutoff.cut(new DeadlineError())
