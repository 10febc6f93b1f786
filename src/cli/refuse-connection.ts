import { CommandError, EXIT, sentenceOf } from './command-error.js'

/** Longest wait for a connection. */
export const CONNECT_TIMEOUT_MS = 10_000

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
  '28P01': 'the password is wrong',
  '28000': 'this user may not connect',
  '3D000': 'there is no such database',
}

/** Says in one sentence why the database can't be reached. Never the URL: it holds the password. */
export const refuseConnection = (error: unknown): never => {
  const { code } = error as { code?: string }
  const reason = REASONS[code ?? ''] ?? sentenceOf(error)
  throw new CommandError(EXIT.database, `Can't connect to the database: ${reason}.`, { cause: error })
}
