import type { TemplateForm } from './template-data.js'

const USER = '/usuarios/{{ customer.id }}'

const json = (tree: object): string => JSON.stringify(tree, null, 2)

const CONTACT = { nome: '{{ customer.name }}', email: '{{ customer.email }}', telefone: '{{ customer.phone }}' }

type Start = Pick<TemplateForm, 'method' | 'path'> & { body: object | null }

const startOf = (type: string, contact: object): Start => {
  switch (type) {
    case 'content.subscription.created':
      return {
        method: 'POST',
        path: '/usuarios',
        body: {
          codigo: '{{ customer.id }}',
          ...contact,
          assinatura: { id: '{{ subscription.id }}', pacote: '{{ package.code }}', situacao: 'ativa' },
        },
      }
    case 'content.subscription.suspended':
      return {
        method: 'PATCH',
        path: `${USER}/assinaturas/{{ subscription.id }}`,
        body: { situacao: 'suspensa', motivos: '{{ subscription.reasons }}' },
      }
    case 'content.subscription.resumed':
      return { method: 'PATCH', path: `${USER}/assinaturas/{{ subscription.id }}`, body: { situacao: 'ativa' } }
    case 'content.subscription.removed':
      return {
        method: 'DELETE',
        path: `${USER}/assinaturas/{{ subscription.id }}`,
        body: {
          motivo: '{{ cause }}',
          ultima: '{% if account.otherActiveSubscriptions == 0 %}sim{% else %}não{% endif %}',
        },
      }
    case 'content.subscription.changed':
      return {
        method: 'PATCH',
        path: `${USER}/assinaturas/{{ subscription.id }}`,
        body: { produto: '{{ product.externalId }}', produtoAnterior: '{{ product.previousId }}' },
      }
    case 'content.account.updated':
      return { method: 'PATCH', path: USER, body: { ...contact, mudou: '{{ fields }}' } }
    case 'content.account.credentials_reset':
      return { method: 'POST', path: `${USER}/novo-acesso`, body: {} }
    case 'integration.ping':
      return { method: 'POST', path: '/teste', body: { tipo: '{{ type }}', em: '{{ timestamp }}' } }
    default:
      return {
        method: 'POST',
        path: '/avisos',
        body: {
          tipo: '{{ type }}',
          em: '{{ timestamp }}',
          usuario: '{{ customer.id }}',
          pacote: '{{ package.code }}',
          assinatura: '{{ subscription }}',
        },
      }
  }
}

/** A template to begin with: the way in which many platforms' APIs are built, to be changed to what this one's asks for. */
export const starterOf = (type: string, dataProfile: string): TemplateForm => {
  const { body, ...start } = startOf(type, dataProfile === 'minimal' ? {} : CONTACT)
  return { ...start, headers: [], body: body ? json(body) : '' }
}

export const EMPTY_TEMPLATE: TemplateForm = { method: 'POST', path: '', headers: [], body: '' }
