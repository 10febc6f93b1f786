import { describe, expect, it } from 'vitest'
import { EMPTY_SERVICE, takenIds, toPayload } from '../../../src/components/services/service-form.js'

const packages = [
  { packageId: 1, name: 'TV', priceCents: 2990, mandatory: true },
  { packageId: 2, name: 'Livros', priceCents: 0, mandatory: false },
]

describe('the packages of a new service', () => {
  it('are all taken unless the person leaves an optional one', () => {
    expect(takenIds(packages, [])).toEqual([1, 2])
    expect(takenIds(packages, [2])).toEqual([1])
  })

  it('BR-21: keep a mandatory one, whatever was left', () => {
    expect(takenIds(packages, [1, 2])).toEqual([1])
  })

  it('are posted with those left out, so that "none" can be told from silence', () => {
    expect(toPayload({ ...EMPTY_SERVICE, left: [2] }, packages)).toMatchObject({
      'packageIds.0.packageId': '1',
      'packageIds.0.taken': 'true',
      'packageIds.1.packageId': '2',
      'packageIds.1.taken': 'false',
    })
  })
})
