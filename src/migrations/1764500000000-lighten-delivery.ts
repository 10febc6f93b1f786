import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Spares what claiming and settling paid for every event and nobody needed: index entries, look-ups and row locks. */
export class LightenDelivery1764500000000 implements MigrationInterface {
  readonly name = 'LightenDelivery1764500000000'

  async up(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;

      -- When the lane may be claimed, null while it never may: nothing waits, or it is parked. An index that names the
      -- head, if only in its condition, gets a new entry with every event that is settled, and so does each of the
      -- table's; now one that stays due later, or that gets one event more, changes its row alone.
      alter table delivery_lane add column due_at timestamptz generated always as (
        case when head_sequence <= last_sequence and parked_at is null then ready_at end) stored;
      drop index ix_delivery_lane_due;
      create index ix_delivery_lane_due on delivery_lane (integration_id, (attempts > 0), due_at) where due_at is not null;

      -- An attempt is written by whoever holds the lane whose head its event is, and such an event is never removed:
      -- looking it up again, and locking it, was a tenth of settling. What is kept of that is the other direction.
      alter table delivery_attempt drop constraint fk_delivery_attempt_event;
      create function remove_attempts() returns trigger language plpgsql as $$
        begin
          delete from content_platforms.delivery_attempt where event_id = any(array(select id from gone));
          return null;
        end $$;
      create trigger tr_webhook_event_remove_attempts after delete on webhook_event
        referencing old table as gone for each statement execute function remove_attempts();

      -- Each event is changed once, when it is settled: half of each page is left to that, and no index is touched.
      alter table webhook_event set (fillfactor = 50);
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }

  async down(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;
      alter table webhook_event reset (fillfactor);
      drop trigger tr_webhook_event_remove_attempts on webhook_event;
      drop function remove_attempts();
      delete from delivery_attempt attempt
        where not exists (select from webhook_event event where event.id = attempt.event_id);
      alter table delivery_attempt add constraint fk_delivery_attempt_event
        foreign key (event_id) references webhook_event on delete cascade;
      drop index ix_delivery_lane_due;
      alter table delivery_lane drop column due_at;
      create index ix_delivery_lane_due on delivery_lane (integration_id, (attempts > 0), ready_at)
        where head_sequence <= last_sequence and parked_at is null;
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }
}
