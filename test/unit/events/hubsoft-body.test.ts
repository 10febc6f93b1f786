import { describe, expect, it } from 'vitest'
import { EVENT_NAMES, EVENT_TYPES, type EventName } from '../../../src/events/event-types.js'
import { hubsoftBody } from '../../../src/events/hubsoft-body.js'
import { sampleInput } from '../../../src/events/samples.js'

const bodyOf = (type: EventName, dataProfile: 'minimal' | 'contact' | 'full' = 'full', parameters = {}) =>
  hubsoftBody({ ...sampleInput(type), dataProfile, parameters })

describe('the HubSoft-compatible body', () => {
  it('has the fields that its receivers read, and the body parameters beside them', () => {
    expect(bodyOf('content.subscription.created', 'full', { token: 'abc' })).toEqual({
      token: 'abc',
      tipo: 'cadastro',
      status: 'aguardando_cadastro',
      id_cliente_servico_pacote: 4711,
      pacote: { id_pacote: 12, codigo: 'TV-BAS', descricao: 'TV Básica', valor: 29.9 },
      cliente_servico: {
        id_cliente_servico: 2001,
        numero_plano: '2001',
        servico_status: { prefixo: 'servico_habilitado', descricao: 'Serviço habilitado' },
        cliente: {
          id_cliente: 1042,
          codigo_cliente: '1042',
          nome_razaosocial: 'Maria Exemplo',
          cpf_cnpj: '52998224725',
          email_principal: 'maria@example.com',
        },
      },
    })
  })

  it.each([
    ['content.subscription.suspended', 'suspensao', 'aguardando_suspensao'],
    ['content.subscription.resumed', 'habilitacao', 'aguardando_habilitacao'],
    ['content.subscription.removed', 'remocao', 'aguardando_exclusao'],
    ['content.subscription.changed', 'troca', 'aguardando_habilitacao'],
  ] as const)('tells %s as %s, %s', (type, tipo, status) => {
    expect(bodyOf(type)).toMatchObject({ tipo, status, id_cliente_servico_pacote: 4711 })
  })

  it.each([
    ['content.account.updated', 'alteracao'],
    ['content.account.credentials_reset', 'senha'],
  ] as const)('tells %s as %s, about a customer and no package', (type, tipo) => {
    expect(bodyOf(type)).toEqual({ tipo, cliente_servico: { cliente: expect.objectContaining({ id_cliente: 1042 }) } })
  })

  it('tells a test as such, with the parameters alone', () => {
    expect(bodyOf('integration.ping', 'full', { token: 'abc' })).toEqual({ token: 'abc', tipo: 'teste' })
  })

  it.each([
    ['minimal', ['id_cliente']],
    ['contact', ['codigo_cliente', 'email_principal', 'id_cliente', 'nome_razaosocial']],
    ['full', ['codigo_cliente', 'cpf_cnpj', 'email_principal', 'id_cliente', 'nome_razaosocial']],
  ] as const)('BR-73: holds of the customer with the profile %s only %o', (profile, fields) => {
    const { cliente_servico } = bodyOf('content.subscription.created', profile) as {
      cliente_servico: { cliente: object }
    }
    expect(Object.keys(cliente_servico.cliente).sort()).toEqual(fields)
  })

  it('lets no parameter take the place of a field', () => {
    expect(bodyOf('content.subscription.created', 'full', { tipo: 'x', pacote: 'y' })).toMatchObject({
      tipo: 'cadastro',
      pacote: { id_pacote: 12 },
    })
  })

  it.each(EVENT_NAMES.filter((name) => EVENT_TYPES[name].tipo === null))('has no name for %s', (type) => {
    expect(() => bodyOf(type)).toThrow(TypeError)
  })
})
