import type { ObjectLiteral, Repository } from 'typeorm'

/** Makes the same changes to each row. One after the other: TypeORM would send one connection the updates of all at once. */
export const changeInTurn = async <E extends ObjectLiteral>(
  repository: Repository<E>,
  rows: readonly E[],
  changes: Partial<E>,
): Promise<void> => {
  for (const row of rows) await repository.save(Object.assign(row, changes))
}
