import type { EntityManager } from 'typeorm'

/** How a job stands, in the words of `BackgroundJob.labels.situation`. */
export const JOB_SITUATIONS = ['running', 'held', 'failed', 'late', 'never', 'done'] as const
type JobSituation = (typeof JOB_SITUATIONS)[number]

/** A job that has been due for longer than this and that nobody took up: no process runs jobs. */
const LATE_MINUTES = 15

/** How jobs stand by the database's clock, by name. */
export const readJobSituations = async (
  tx: EntityManager,
  names: readonly string[],
): Promise<Map<string, JobSituation>> => {
  const rows: { name: string; situation: JobSituation }[] = await tx.query(
    `select name, case
         when lease_until > now() then 'running'
         when exists (select from content_platforms.mass_brake b where b.source = name and b.state = 'held') then 'held'
         when last_error is not null then 'failed'
         when due_at < now() - make_interval(mins => $2) then 'late'
         when last_finished_at is null then 'never'
         else 'done' end as situation
     from content_platforms.job where name = any($1)`,
    [names, LATE_MINUTES],
  )
  return new Map(rows.map(({ name, situation }) => [name, situation]))
}
