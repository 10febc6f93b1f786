import type { EntityManager } from 'typeorm'
import { readSubscriptions } from './read-subscriptions.js'

/** Title and standing of subscriptions, by id. `today` is `yyyy-mm-dd`. */
export const readStandings = async (
  tx: EntityManager,
  { ids, today }: { ids: readonly number[]; today: string },
): Promise<Map<number, { title: string; status: string }>> => {
  const subscriptions = await readSubscriptions(tx, { ids, today })
  return new Map(
    subscriptions.map(({ id, name, serviceNumber, standing }) => [
      id,
      { title: `${name} · ${serviceNumber}`, status: standing },
    ]),
  )
}
