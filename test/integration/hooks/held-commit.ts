import type { EntitySubscriberInterface, QueryRunner } from 'typeorm'
import type { Provider } from '../../support/provider.js'

/** Holds one transaction between the moment its events are recorded and its COMMIT; the result lets it go. */
export const holdCommitOf = ({ dataSource }: Provider, runner: QueryRunner): (() => void) => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const holder: EntitySubscriberInterface = {
    beforeTransactionCommit: ({ queryRunner }) => (queryRunner === runner ? gate : undefined),
  }
  dataSource.subscribers.push(holder)
  return () => {
    dataSource.subscribers.splice(dataSource.subscribers.indexOf(holder), 1)
    open()
  }
}

/** Other connections to the test's database that are in a certain condition. */
export const backends = ({ dataSource }: Provider, condition: string): Promise<unknown[]> =>
  dataSource.query(
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${condition}`,
  )
