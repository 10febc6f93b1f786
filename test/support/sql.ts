import pg from 'pg'

/** Runs one statement on a connection of its own; resolves to its rows. */
export const queryOnce = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
