import { DataSource } from 'typeorm'
import { expect, it } from 'vitest'
import { isUnreachable } from '../../../src/database/is-unreachable.js'
import { createTestDatabase } from '../../support/database.js'
import { startDatabaseProxy } from '../../support/database-proxy.js'

it('tells the absence of the database from a statement that it refuses, and sees it return', async () => {
  const database = await createTestDatabase()
  const proxy = await startDatabaseProxy(database.url)
  const dataSource = await new DataSource({ type: 'postgres', url: proxy.url, poolErrorHandler: () => {} }).initialize()
  try {
    await expect(dataSource.query('select nothing')).rejects.toThrow()
    expect(await isUnreachable(dataSource)).toBe(false)
    proxy.cutWhere(() => 'before the server')
    expect(await isUnreachable(dataSource)).toBe(true)
    proxy.cutWhere(() => undefined)
    expect(await isUnreachable(dataSource)).toBe(false)
  } finally {
    await dataSource.destroy()
    await proxy.close()
    await database.drop()
  }
})
