import type { DataProfile } from '../entities/integration.js'
import { tipoOf } from './event-types.js'
import { profileFields } from './profile-fields.js'
import type { BodyInput, BodySubject } from './standard-body.js'

const FIELDS: readonly string[] = ['tipo', 'status', 'id_cliente_servico_pacote', 'pacote', 'cliente_servico']

/** Whether the compatible body has a field of this name at its top level, where parameters stand too. */
export const isHubsoftField = (name: string): boolean => FIELDS.includes(name)

const STATUS: Readonly<Record<string, string>> = {
  'content.subscription.created': 'aguardando_cadastro',
  'content.subscription.suspended': 'aguardando_suspensao',
  'content.subscription.resumed': 'aguardando_habilitacao',
  'content.subscription.removed': 'aguardando_exclusao',
}

/** Of a change of product: what the subscription is to be with the new one. */
const statusOf = (type: string, state: unknown): string =>
  STATUS[type] ?? (state === 'suspended' ? 'aguardando_suspensao' : 'aguardando_habilitacao')

const clienteOf = ({ customer }: BodySubject, profile: DataProfile): Record<string, unknown> => {
  const fields = profileFields(profile)
  return {
    id_cliente: customer.id,
    ...(fields.includes('code') ? { codigo_cliente: customer.code } : {}),
    ...(fields.includes('name') ? { nome_razaosocial: customer.name } : {}),
    ...(fields.includes('document') ? { cpf_cnpj: customer.document } : {}),
    ...(fields.includes('email') ? { email_principal: customer.email } : {}),
  }
}

const subjectOf = ({ event, subject, dataProfile }: BodyInput): Record<string, unknown> => {
  if (!subject) return {}
  const cliente = clienteOf(subject, dataProfile)
  const { package: item, service, subscription } = subject
  if (!item || !service) return { cliente_servico: { cliente } }
  return {
    status: statusOf(event.type, event.data.state),
    id_cliente_servico_pacote: event.data.subscriptionId,
    pacote: {
      id_pacote: item.id,
      codigo: item.code,
      descricao: item.name,
      valor: (subscription?.priceCents ?? 0) / 100,
    },
    cliente_servico: {
      id_cliente_servico: service.id,
      numero_plano: service.number,
      servico_status: { prefixo: event.data.serviceStatus, descricao: service.statusLabel },
      cliente,
    },
  }
}

/**
 * The body that receivers of HubSoft's content platforms read, **reconstructed** from what public ones do with it: no
 * document of that system was at hand. Body parameters stand at the top level; `valor` is in reais, as the customer
 * pays it. Throws a `TypeError` for an event that the format has no name for.
 */
export const hubsoftBody = (input: BodyInput): Record<string, unknown> => {
  const tipo = tipoOf(input.event.type)
  if (tipo === null) throw new TypeError(`${input.event.type} can't be told in the format hubsoft`)
  return { ...input.parameters, tipo, ...subjectOf(input) }
}
