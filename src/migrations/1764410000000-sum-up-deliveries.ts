import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Attempts summed up, so that how a platform did over a day is read without a walk through all of them. */
export class SumUpDeliveries1764410000000 implements MigrationInterface {
  readonly name = 'SumUpDeliveries1764410000000'

  async up(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;

      -- By platform and five minutes. "answered" are those whose platform said anything; duration_ms is the sum of theirs.
      create table delivery_figure (
        integration_id integer not null
          constraint fk_delivery_figure_integration references integration on delete cascade,
        started_at timestamptz not null,
        attempts integer not null,
        accepted integer not null,
        answered integer not null,
        duration_ms bigint not null,
        slowest_ms integer not null,
        constraint pk_delivery_figure primary key (integration_id, started_at)
      );
      create index ix_delivery_figure_started on delivery_figure (started_at);

      -- Only what failed pays for it: the last error is found at once behind any number of attempts that were accepted.
      create index ix_delivery_attempt_failed on delivery_attempt (integration_id, started_at) where outcome <> 'accepted';
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index content_platforms.ix_delivery_attempt_failed;
      drop table content_platforms.delivery_figure;
    `)
  }
}
