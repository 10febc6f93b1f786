import type { EntityManager } from 'typeorm'

const SERIES = {
  customer_code: { table: 'customer', column: 'code' },
  service_number: { table: 'customer_service', column: 'number' },
} as const

/** The next number of a series that nobody has typed by hand yet, as text. Gaps are normal. */
export const nextNumber = async (tx: EntityManager, series: keyof typeof SERIES): Promise<string> => {
  const { table, column } = SERIES[series]
  for (;;) {
    const [row]: { next: string; taken: boolean }[] = await tx.query(
      `select next, exists (select from content_platforms.${table} t where t.${column} = next) as taken
       from (select nextval('content_platforms.${series}')::text as next) n`,
    )
    if (row && !row.taken) return row.next
  }
}
