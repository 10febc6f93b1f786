/** A connection of its own, from `connect` to `release`. */
export interface Runner {
  /** The driver's client. */
  connect(): Promise<unknown>
  release(): Promise<void>
  isTransactionActive: boolean
}

/** Who asks within a transaction; a TypeORM `EntityManager` is one. */
export interface Transaction {
  readonly connection: Database
  /** Rows of a select or an insert. */
  // biome-ignore lint/suspicious/noExplicitAny: a row is what its statement says
  query(text: string, parameters?: unknown[]): Promise<any>
  /** Undefined outside a transaction. */
  readonly queryRunner?: Runner | undefined
}

/** PostgreSQL as delivery uses it; a TypeORM `DataSource` is one, and so is what `openPool` opens. */
export interface Database {
  /** Rows of a select or an insert. */
  // biome-ignore lint/suspicious/noExplicitAny: a row is what its statement says
  query(text: string, parameters?: unknown[]): Promise<any>
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  createQueryRunner(): Runner
}
