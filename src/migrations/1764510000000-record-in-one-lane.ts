import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What most transactions record, the events of one customer's user, in a statement that each session plans once. */
export class RecordInOneLane1764510000000 implements MigrationInterface {
  readonly name = 'RecordInOneLane1764510000000'

  async up(runner: QueryRunner): Promise<void> {
    // A function, since its plans are kept per session also behind a pooler that keeps no named statements; planning was
    // most of what recording one event cost. Names are qualified: it is called with whatever search path the host has.
    await runner.query(`
      -- Events in their order, "event_data" a JSON value per line. Yields the lane and its last sequence before them, nulls
      -- if the account has no lane. One update locks, counts and makes due: whoever waited for the lane's row counts on from
      -- its newest version, so that sequences follow the order of commits. An idle lane becomes due now and not when it was
      -- last served, or it would overtake lanes that wait longer.
      create function content_platforms.record_in_lane(
        recorded_account_id integer, event_ids uuid[], event_types text[], subscription_ids integer[], event_data text,
        out recorded_lane_id integer, out sequence_before integer
      ) language plpgsql as $$
        declare
          lanes_integration_id integer;
        begin
          update content_platforms.delivery_lane lane
          set last_sequence = lane.last_sequence + cardinality(event_ids),
              ready_at = case when lane.head_sequence > lane.last_sequence then clock_timestamp() else lane.ready_at end
          where lane.account_id = recorded_account_id
          returning lane.id, lane.last_sequence - cardinality(event_ids), lane.integration_id
            into recorded_lane_id, sequence_before, lanes_integration_id;
          if found then
            insert into content_platforms.webhook_event
              (id, type, integration_id, lane_id, sequence, subscription_id, occurred_at, data)
            select event.id, event.type, lanes_integration_id, recorded_lane_id, sequence_before + event.place,
              event.subscription_id, clock_timestamp(), event.data::json
            from unnest(event_ids, event_types, subscription_ids, string_to_array(event_data, e'\\n'))
              with ordinality as event (id, type, subscription_id, data, place);
          end if;
        end $$`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function content_platforms.record_in_lane')
  }
}
