/** What the process ends with. Documented in docs/operations.md. */
export const EXIT = { failed: 1, usage: 2, config: 3, database: 4, notMigrated: 5, port: 6 } as const

/** A mistake of the person at the command line: told in one sentence, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: number

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** An error in one line. */
export const sentenceOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message.split('\n')[0] ?? ''
}
