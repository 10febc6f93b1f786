import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'
import { createPurgeHistoryJob } from '../../src/jobs/purge-history.job.js'
import { surviveCutConnections } from '../../src/webhooks/survive-cut-connections.js'
import { connect } from '../support/template-database.js'
import type { Figures } from './figures.js'
import { isFault } from './is-fault.js'

export interface Purged {
  attempts: number
  events: number
}

export interface Retention {
  /** Purges once more, when all has healed, and never again. */
  end(): Promise<void>
  /** Restores what was removed, for the checker; what was removed and must not have been, one sentence each. */
  putBack(): Promise<Purged & { broken: string[] }>
  close(): Promise<void>
}

const PAUSE_MS = 500

/** Purges history again and again beside a soak, in which a day of retention lasts for `dayMs` only. */
export const startRetention = async ({
  databaseUrl,
  dayMs,
  figures,
}: {
  databaseUrl: string
  dayMs: number
  figures: Figures
}): Promise<Retention> => {
  const dataSource = await connect(withShortDays(databaseUrl))
  surviveCutConnections(dataSource)
  await dataSource.query(recordRemovals(dayMs))
  const job = createPurgeHistoryJob({ attemptDays: 1, eventDays: 1, resultDays: 1, dailyHour: 0 })
  const ending = new AbortController()
  const purge = (signal: AbortSignal) => job.run({ dataSource, signal, step: (work) => dataSource.transaction(work) })
  const purgeUntilEnded = async () => {
    while (!ending.signal.aborted) {
      await purge(ending.signal).catch((error) => {
        if (!isFault(error)) figures.unexpected.push(`history.purge: ${error.stack}`)
      })
      await wait(PAUSE_MS, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const running = purgeUntilEnded()
  const end = async () => {
    ending.abort()
    await running
  }
  return {
    async end() {
      await end()
      await purge(new AbortController().signal)
    },
    putBack: () => putBack(dataSource),
    async close() {
      await end()
      await dataSource.destroy()
    },
  }
}

// The job's own statements find another `make_interval` first: no row is made older than it is, since by an attempt's
// beginning a settle knows what it wrote already.
const withShortDays = (databaseUrl: string): string => {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', '-c search_path=soak,pg_catalog,public')
  return url.href
}

/** SQL: keeps a copy of each row that is removed, and says of it what must never be true. */
const recordRemovals = (dayMs: number): string => `
  create schema soak;
  create function soak.make_interval(days int) returns interval immutable
    return days * interval '${dayMs} milliseconds';
  create table soak.gone_event (like content_platforms.webhook_event);
  create table soak.gone_attempt (like content_platforms.delivery_attempt);
  create table soak.broken (sentence text);

  create function soak.event_goes() returns trigger language plpgsql as $$ begin
    insert into soak.gone_event select old.*;
    if old.state = 'pending' or exists (
      select from content_platforms.delivery_lane where id = old.lane_id and last_sequence = old.sequence)
    then insert into soak.broken values ('event ' || old.id || ' was purged while it was live'); end if;
    if old.settled_at > clock_timestamp() - interval '${dayMs} milliseconds'
    then insert into soak.broken values ('event ' || old.id || ' was purged too early'); end if;
    return old;
  end $$;
  create trigger goes before delete on content_platforms.webhook_event for each row execute function soak.event_goes();

  create function soak.attempt_goes() returns trigger language plpgsql as $$ begin
    insert into soak.gone_attempt select old.*;
    if exists (select from content_platforms.webhook_event where id = old.event_id and state = 'pending')
    then insert into soak.broken values ('an attempt of event ' || old.event_id || ' was purged while it was live'); end if;
    if old.started_at > clock_timestamp() - interval '${dayMs} milliseconds'
    then insert into soak.broken values ('an attempt of event ' || old.event_id || ' was purged too early'); end if;
    return old;
  end $$;
  create trigger goes before delete on content_platforms.delivery_attempt for each row execute function soak.attempt_goes()`

const putBack = async (dataSource: DataSource): Promise<Purged & { broken: string[] }> => {
  const [purged]: Purged[] = await dataSource.query(
    `with event as (insert into content_platforms.webhook_event select * from soak.gone_event returning 1),
       attempt as (insert into content_platforms.delivery_attempt select * from soak.gone_attempt returning 1)
     select (select count(*)::int from attempt) as attempts, (select count(*)::int from event) as events`,
  )
  const rows: { sentence: string }[] = await dataSource.query('select sentence from soak.broken')
  return { ...(purged ?? { attempts: 0, events: 0 }), broken: rows.map(({ sentence }) => sentence) }
}
