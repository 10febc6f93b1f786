import type { DataSource } from 'typeorm'

/** A registered worker as one look found it. */
export interface WorkerRow {
  id: string
  /** Rises while the worker lives. */
  beats: number
}

/** Registers a worker; `id` ends in 8 zero bytes, see `Tenure`. */
export const registerWorker = async (dataSource: DataSource, id: string): Promise<void> => {
  await dataSource.query('insert into content_platforms.delivery_worker (id) values ($1)', [id])
}

/** Takes a worker off the list that holds no lane any more. */
export const removeWorker = async (dataSource: DataSource, id: string): Promise<void> => {
  await dataSource.query('delete from content_platforms.delivery_worker where id = $1', [id])
}

/** Says that this worker lives and reads who else is registered; undefined when it was taken over. */
export const beatAndLook = async (dataSource: DataSource, id: string): Promise<WorkerRow[] | undefined> => {
  // Others may delete our row at the same moment: the row's lock lets one of the two win, and we learn which.
  const rows: (WorkerRow & { registered: boolean })[] = await dataSource.query(
    `with beat as (update content_platforms.delivery_worker set beats = beats + 1 where id = $1 returning id)
     select worker.id, worker.beats, exists (select from beat) as registered
     from content_platforms.delivery_worker worker`,
    [id],
  )
  return rows[0]?.registered ? rows.filter((row) => row.id !== id) : undefined
}

/** Frees the lanes of those of these workers that did not beat since they were seen; resolves to how many lanes. */
export const takeOverLanes = async (dataSource: DataSource, dead: readonly WorkerRow[]): Promise<number> => {
  // A beat that comes in between keeps its worker. Of two survivors one deletes, the other finds nothing. Lanes are
  // locked in the order of their ids, as by those who record and settle, or the two might wait for each other.
  const [, freed]: [unknown, number] = await dataSource.query(
    `with dead as (
       delete from content_platforms.delivery_worker worker
       using unnest($1::uuid[], $2::int[]) as seen (id, beats)
       where worker.id = seen.id and worker.beats = seen.beats
       returning worker.id as first_token, (left(worker.id::text, 18) || '-ffff-ffffffffffff')::uuid as last_token
     ), held as (
       select lane.id
       from content_platforms.delivery_lane lane
       join dead on lane.lease_token between dead.first_token and dead.last_token
       order by lane.id
       for update of lane
     )
     update content_platforms.delivery_lane lane
     set lease_token = null, lease_until = null, ready_at = clock_timestamp(), holds_slot = false
     from held
     where lane.id = held.id`,
    [dead.map(({ id }) => id), dead.map(({ beats }) => beats)],
  )
  return freed
}
