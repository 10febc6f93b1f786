import { describe, expect, it } from 'vitest'
import { catalogueGateway } from '../../../examples/catalogue-gateway.js'
import { createRegistry, refuseGateways } from '../../../src/gateways/registry.js'

const messages = (...given: unknown[]) => refuseGateways(given).map(({ index, message }) => `${index} ${message}`)

describe('a host’s gateways', () => {
  it('stand beside `outros`, which comes first', () => {
    expect(messages(catalogueGateway)).toEqual([])
    expect([...createRegistry([catalogueGateway]).keys()]).toEqual(['outros', 'catalogo'])
  })

  it.each([
    ['no gateway at all', null, '0 needs name, label, listProducts, buildRequest and readAnswer'],
    ['a missing part', { ...catalogueGateway, readAnswer: undefined }, '0 needs name'],
    ['a list of users that is no function', { ...catalogueGateway, listAccounts: true }, '0 needs name'],
    ['a name with a dot', { ...catalogueGateway, name: 'a.b' }, '0 name: 1 to 40'],
    ['no label', { ...catalogueGateway, label: ' ' }, '0 label'],
    ['the name of ours', { ...catalogueGateway, name: 'outros' }, '0 name: "outros" is taken'],
    ['two products per package', { ...catalogueGateway, limits: { maxProductsPerPackage: 2 } }, '0 limits'],
  ])('refuse %s', (_name, gateway, message) => {
    expect(messages(gateway)).toEqual([expect.stringContaining(message)])
  })

  it('refuse the second of one name', () => {
    expect(messages(catalogueGateway, catalogueGateway)).toEqual(['1 name: "catalogo" is taken'])
  })
})
