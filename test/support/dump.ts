import pg from 'pg'

/** Every row of every table of our schema and of the public one, as COPY writes it. */
export const dumpDatabase = async (url: string): Promise<{ tables: string[]; text: string }> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const tables = rows.map(({ name }) => name)
    const chunks: Buffer[] = []
    // `pg` reads COPY's rows and leaves them to whoever listens.
    const { connection } = client as unknown as {
      connection: { on(event: 'copyData', listener: (message: { chunk: Buffer }) => void): void }
    }
    connection.on('copyData', ({ chunk }) => chunks.push(chunk))
    for (const name of tables) await client.query(`copy ${name} to stdout`)
    return { tables, text: Buffer.concat(chunks).toString() }
  } finally {
    await client.end()
  }
}
