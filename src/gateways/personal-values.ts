import { maskDocument, maskEmail, maskExternalId, maskLogin, maskName, maskPhone } from '../domain/mask.js'
import type { BodySubject } from '../events/standard-body.js'

/** BR-74: the subject as stored copies of requests may name it. */
export const maskSubject = (subject: BodySubject): BodySubject => {
  const { account, customer } = subject
  return {
    ...subject,
    account: {
      ...account,
      externalId: account.externalId && maskExternalId(account.externalId),
      login: account.login && maskLogin(account.login),
    },
    customer: {
      ...customer,
      name: maskName(customer.name),
      email: customer.email && maskEmail(customer.email),
      phone: customer.phone && maskPhone(customer.phone),
      document: customer.document && maskDocument(customer.document),
    },
  }
}

/** What of a subject an answer may repeat and no stored copy may keep, each with how it is masked. */
export const personalValuesOf = ({ account, customer }: BodySubject): ReadonlyMap<string, string> =>
  new Map(
    [
      [customer.name, maskName],
      [customer.email, maskEmail],
      [customer.phone, maskPhone],
      [customer.document, maskDocument],
      [account.login, maskLogin],
    ].flatMap(([value, mask]) =>
      typeof value === 'string' && value !== '' && typeof mask === 'function' ? [[value, mask(value)] as const] : [],
    ),
  )
