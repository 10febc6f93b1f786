/** A thread could not start, or ended without being told to. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError'
  /** What the command ends with. */
  readonly exitCode: number

  constructor(message: string, { exitCode = 1, ...options }: ErrorOptions & { exitCode?: number } = {}) {
    super(message, options)
    this.exitCode = exitCode
  }
}
