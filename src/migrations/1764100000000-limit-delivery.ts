import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What one integration may be sent at once and per minute, its breaker, and apart from first attempts the retries. */
export class LimitDelivery1764100000000 implements MigrationInterface {
  readonly name = 'LimitDelivery1764100000000'

  async up(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;

      alter table integration
        add column max_in_flight integer constraint ck_integration_max_in_flight check (max_in_flight between 1 and 10000),
        add column rate_limit_per_minute integer
          constraint ck_integration_rate_limit check (rate_limit_per_minute between 1 and 600000);

      create table delivery_gate (
        integration_id integer constraint pk_delivery_gate primary key
          constraint fk_delivery_gate_integration references integration on delete cascade,
        breaker text not null default 'closed' constraint ck_delivery_gate_breaker
          check (breaker in ('closed', 'open', 'half_open')),
        opened_at timestamptz,
        openings integer not null default 0,
        probe_at timestamptz,
        ramp_from timestamptz,
        cause text,
        forced_by text,
        next_send_at timestamptz,
        constraint ck_delivery_gate_opened check ((breaker = 'closed') = (opened_at is null))
      );

      create table delivery_window (
        integration_id integer not null
          constraint fk_delivery_window_integration references integration on delete cascade,
        started_at timestamptz not null,
        attempts integer not null,
        failures integer not null,
        constraint pk_delivery_window primary key (integration_id, started_at)
      );

      alter table delivery_lane add column holds_slot boolean not null default false;
      create index ix_delivery_lane_slot on delivery_lane (integration_id) where holds_slot;
      drop index ix_delivery_lane_due;
      create index ix_delivery_lane_due on delivery_lane (integration_id, (attempts > 0), ready_at)
        where head_sequence <= last_sequence and parked_at is null;
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }

  async down(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;
      drop index ix_delivery_lane_due, ix_delivery_lane_slot;
      create index ix_delivery_lane_due on delivery_lane (integration_id, ready_at)
        where head_sequence <= last_sequence and parked_at is null;
      alter table delivery_lane drop column holds_slot;
      drop table delivery_window, delivery_gate;
      alter table integration drop column max_in_flight, drop column rate_limit_per_minute;
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }
}
