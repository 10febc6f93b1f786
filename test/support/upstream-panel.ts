import { Resource } from '@adminjs/typeorm'
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm'

/** Active Record's methods over an entity without them, as TypeORM's `BaseEntity` has them: upstream knows no others. */
const activeRecord = (dataSource: DataSource, entity: EntityTarget<ObjectLiteral>): object => {
  const repository = dataSource.getRepository(entity)
  const withMethods = (row: ObjectLiteral): ObjectLiteral =>
    Object.defineProperties(row, {
      save: { value: () => repository.save(row) },
      remove: { value: () => repository.remove(row) },
    })
  return {
    name: repository.metadata.name,
    getRepository: () => repository,
    count: repository.count.bind(repository),
    find: repository.find.bind(repository),
    findBy: repository.findBy.bind(repository),
    create: (values: ObjectLiteral) => withMethods(repository.create(values)),
    findOneBy: async (where: ObjectLiteral) => {
      const row = await repository.findOneBy(where)
      return row && withMethods(row)
    },
  }
}

/** The adapter that we replace, as it comes, over one of our entities. */
export const upstreamResource = (dataSource: DataSource, entity: EntityTarget<ObjectLiteral>): Resource =>
  // biome-ignore lint/suspicious/noExplicitAny: upstream asks for a class; it only ever calls these methods.
  new Resource(activeRecord(dataSource, entity) as any)
