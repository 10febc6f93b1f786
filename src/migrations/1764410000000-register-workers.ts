import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Which workers live, so that the others notice within seconds when one is gone. */
export class RegisterWorkers1764410000000 implements MigrationInterface {
  readonly name = 'RegisterWorkers1764410000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table content_platforms.delivery_worker (
        id uuid constraint pk_delivery_worker primary key,
        beats integer not null default 0
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table content_platforms.delivery_worker')
  }
}
