import { describe, expect, it } from 'vitest'
import { SAMPLE_PACKAGES, SAMPLE_PLANS, sampleServices } from '../../../demo/sample-catalogue.js'
import { SAMPLE_CUSTOMERS } from '../../../demo/sample-customers.js'
import { isDocumentOf } from '../../../src/domain/document.js'

describe('the sample provider', () => {
  it('has 40 customers whose documents are valid, all different, and one of them alphanumeric', () => {
    const wrong = SAMPLE_CUSTOMERS.filter(({ personType, document }) => !isDocumentOf(personType, document))

    expect(wrong).toEqual([])
    expect(new Set(SAMPLE_CUSTOMERS.map(({ document }) => document)).size).toBe(40)
    expect(SAMPLE_CUSTOMERS.filter(({ document }) => /[A-Z]/.test(document))).toHaveLength(1)
  })

  it('writes to nobody real', () => {
    expect(SAMPLE_CUSTOMERS.filter(({ email }) => !/[@.]example\.com$/.test(email))).toEqual([])
    expect(new Set(SAMPLE_CUSTOMERS.map(({ email }) => email)).size).toBe(40)
  })

  it('has 3 plans, one of them locked, and 6 packages in every commercial mode, one without a platform', () => {
    expect(SAMPLE_PLANS.map(({ lockPackages }) => lockPackages)).toEqual([false, false, true])
    expect(SAMPLE_PACKAGES).toHaveLength(6)
    expect(new Set(SAMPLE_PACKAGES.map(({ commercialMode }) => commercialMode)).size).toBe(3)
    expect(SAMPLE_PACKAGES.filter(({ integration }) => integration === null)).toHaveLength(1)
  })

  it.each(SAMPLE_PACKAGES)('BR-16: the composition of $code adds up to its price', ({ composition, priceCents }) => {
    expect(composition.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(priceCents)
  })

  it('BR-22, BR-17a: links by hand only what the plan allows', () => {
    const locked = SAMPLE_PLANS.filter(({ lockPackages }) => lockPackages).map(({ name }) => name)
    const byHand = sampleServices(SAMPLE_CUSTOMERS.length).filter(({ extraPackages }) => extraPackages.length > 0)

    expect(byHand.filter(({ plan }) => locked.includes(plan))).toEqual([])
    expect(byHand.flatMap(({ extraPackages }) => extraPackages)).not.toContain('CINE-COMBO')
  })
})
