import pg from 'pg'

/** Every row of every table, as COPY writes it, and how many there are of each. */
export const dumpDatabase = async (url: string): Promise<{ rows: ReadonlyMap<string, number>; text: string }> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const chunks: Buffer[] = []
    // `pg` reads COPY's rows and leaves them to whoever listens.
    const { connection } = client as unknown as {
      connection: { on(event: 'copyData', listener: (message: { chunk: Buffer }) => void): void }
    }
    connection.on('copyData', ({ chunk }) => chunks.push(chunk))
    const rows = new Map<string, number>()
    for (const { name } of tables) {
      rows.set(name, (await client.query(`copy ${name} to stdout`)).rowCount ?? 0)
    }
    return { rows, text: Buffer.concat(chunks).toString() }
  } finally {
    await client.end()
  }
}
