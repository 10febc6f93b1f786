import { describe, expect, it } from 'vitest'
import {
  EMPTY_MIGRATION,
  offeredPackages,
  packagesCents,
  takenPackages,
  toMigrationPayload,
} from '../../../src/components/services/migration-form.js'
import type { MigrationData } from '../../../src/components/services/service-data.js'

const item = (packageId: number, name: string, priceCents = 1000) => ({
  ...{ packageId, name, priceCents, integration: null, expiresOn: null },
})
const MIGRATION: MigrationData = {
  plan: { id: 7, name: 'Fibra', priceCents: 9990 },
  kept: [
    { ...item(1, 'TV', 900), previousPriceCents: 1500, inPlan: true, mandatory: true, byHand: false },
    { ...item(2, 'Jogos'), previousPriceCents: 1000, inPlan: true, mandatory: false, byHand: true },
  ],
  gained: [{ ...item(3, 'Livros'), inPlan: true, mandatory: false, continues: null }],
  lost: [
    { ...item(4, 'Revistas', 300), reason: 'PACKAGE_NOT_CHOSEN', blockedBy: null },
    { ...item(5, 'Cursos', 200), reason: 'PACKAGE_NOT_IN_NEW_PLAN', blockedBy: null },
  ],
  left: [
    { ...item(6, 'Filmes'), mandatory: false, blockedBy: 'Séries' },
    { ...item(8, 'Rádio'), mandatory: true, blockedBy: 'Músicas' },
  ],
  fingerprint: 'abc',
}

describe('the packages of a migration', () => {
  it('are offered where the plan has them and nobody linked them by hand, mandatory ones first', () => {
    expect(offeredPackages(MIGRATION).map(({ name }) => name)).toEqual(['Rádio', 'TV', 'Filmes', 'Livros', 'Revistas'])
  })

  it('BR-21: are taken unless left; a mandatory one always, one that something stands in the way of never', () => {
    const offered = offeredPackages(MIGRATION)
    expect(takenPackages(offered, [])).toEqual([8, 1, 3, 4])
    expect(takenPackages(offered, [1, 3])).toEqual([8, 1, 4])
  })

  it('are posted with what was shown; none is said by an empty text', () => {
    const form = { ...EMPTY_MIGRATION, planId: '7', left: [3, 4] }
    expect(toMigrationPayload(form, { data: MIGRATION, isWaiting: false })).toMatchObject({
      ...{ 'packageIds.0': '8', 'packageIds.1': '1', activate: 'true', expected: 'abc' },
    })
    const none = { ...MIGRATION, kept: [], gained: [], lost: [], left: [] }
    expect(toMigrationPayload(form, { data: none, isWaiting: true })).toMatchObject({
      ...{ packageIds: '', activate: 'false' },
    })
  })

  it('are summed up with the prices of before and after', () => {
    expect(packagesCents(MIGRATION)).toEqual({ before: 3000, after: 2900 })
  })
})
