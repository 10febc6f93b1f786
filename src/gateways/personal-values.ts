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

/** Adds what of a subject an answer may repeat and no stored copy may keep, each with how it is masked. */
export const addPersonalValues = (hidden: HiddenValues, { account, customer }: BodySubject): void => {
  hidden.set(customer.name, maskName)
  if (customer.email) hidden.set(customer.email, maskEmail)
  if (customer.phone) hidden.set(customer.phone, maskPhone)
  if (customer.document) hidden.set(customer.document, maskDocument)
  if (account.login) hidden.set(account.login, maskLogin)
}

/** Values that no stored copy may keep, and what is made of each where it is found. */
export type HiddenValues = Map<string, (value: string) => string>
