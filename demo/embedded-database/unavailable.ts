/** PostgreSQL can't run here, for a reason that the person at the keyboard must know. The way out is `DATABASE_URL`. */
export class EmbeddedDatabaseUnavailable extends Error {
  override readonly name = 'EmbeddedDatabaseUnavailable'

  constructor(reason: string, options?: ErrorOptions) {
    super(`The embedded PostgreSQL can't run here (${reason}): set DATABASE_URL to a PostgreSQL of your own.`, options)
  }
}
