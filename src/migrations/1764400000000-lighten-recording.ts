import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Spares what recording and confirming paid for every row and nobody read: checks, indexes and formats. */
export class LightenRecording1764400000000 implements MigrationInterface {
  readonly name = 'LightenRecording1764400000000'

  async up(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;

      -- Written once, read whole, never searched: parsing it into jsonb was a seventh of the cost of an event.
      alter table webhook_event alter column data type json using data::text::json;

      -- Whoever records an event holds its lane's row, which holds its integration: looking both up again for each event
      -- was half the cost, and a lock on the one row of the integration that all producers shared. What was kept of them
      -- is the other direction, at the rows that are deleted once in a while.
      alter table webhook_event drop constraint fk_webhook_event_lane, drop constraint fk_webhook_event_integration;
      create function keep_sent() returns trigger language plpgsql as $$
        begin
          if tg_table_name = 'delivery_lane'
            and not exists (select from content_platforms.webhook_event where lane_id = old.id) then return old; end if;
          if tg_table_name = 'integration'
            and not exists (select from content_platforms.webhook_event where integration_id = old.id) then return old; end if;
          raise foreign_key_violation using
            message = format('%s %s has events', tg_table_name, old.id), table = tg_table_name, schema = tg_table_schema,
            constraint = format('fk_webhook_event_%s', case tg_table_name when 'delivery_lane' then 'lane' else 'integration' end);
        end $$;
      create trigger tr_delivery_lane_keep_sent before delete on delivery_lane
        for each row execute function keep_sent();
      create trigger tr_integration_keep_sent before delete on integration
        for each row execute function keep_sent();

      -- A row whose indexed columns stay as they were, and whose page has room, is changed without touching an index: a
      -- quarter of the cost. Suspending everybody changes every row once, so half of each page is left to that. Both were
      -- changed by each suspension: the state in the predicate, and the status in an index for which there are eight values.
      drop index ix_package_subscription_expires, ix_customer_service_status;
      create index ix_package_subscription_expires on package_subscription (expires_on) where expires_on is not null;
      alter table package_subscription set (fillfactor = 50);
      alter table customer_service set (fillfactor = 50);
      alter table subscription_confirmation set (fillfactor = 50);
      alter table platform_account set (fillfactor = 50);
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }

  async down(runner: QueryRunner): Promise<void> {
    const [{ search_path: hostSearchPath }] = await runner.query('show search_path')
    await runner.query(`
      set local search_path to content_platforms;
      alter table platform_account reset (fillfactor);
      alter table subscription_confirmation reset (fillfactor);
      alter table customer_service reset (fillfactor);
      alter table package_subscription reset (fillfactor);
      drop index ix_package_subscription_expires;
      create index ix_package_subscription_expires on package_subscription (expires_on)
        where expires_on is not null and recorded_state in ('active', 'suspended', 'waiting');
      create index ix_customer_service_status on customer_service (status_id);
      drop trigger tr_integration_keep_sent on integration;
      drop trigger tr_delivery_lane_keep_sent on delivery_lane;
      drop function keep_sent();
      alter table webhook_event
        add constraint fk_webhook_event_lane foreign key (lane_id) references delivery_lane,
        add constraint fk_webhook_event_integration foreign key (integration_id) references integration,
        alter column data type jsonb using data::text::jsonb;
    `)
    await runner.query(`select set_config('search_path', $1, true)`, [hostSearchPath])
  }
}
