import type { EntityManager } from 'typeorm'

/** The transaction's own instant, by the database's clock. */
export const readNow = async (tx: EntityManager): Promise<Date> => {
  const [row]: { now: Date }[] = await tx.query('select now() as now')
  if (!row) throw new TypeError('the database answered no instant')
  return row.now
}

/** Today in the provider's time zone by the database's clock, `yyyy-mm-dd`. */
export const readToday = async (tx: EntityManager, timeZone: string): Promise<string> => {
  const [row]: { today: string }[] = await tx.query(`select (now() at time zone $1)::date::text as today`, [timeZone])
  if (!row) throw new TypeError('the database answered no date')
  return row.today
}
