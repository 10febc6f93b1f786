/** BR-74: hides the parts of a document that identify: `***.982.247-**`, `**.ABC.345/****-**`. */
export const maskDocument = (document: string): string => {
  if (document.length === 11) return `***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
  if (document.length === 14) return `**.${document.slice(2, 5)}.${document.slice(5, 8)}/****-**`
  return '*'.repeat(document.length)
}

/** BR-74: keeps the first letters of name and domain: `j***@d***`. */
export const maskEmail = (email: string): string => {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`
}

/** Keeps the last two digits of a phone number. */
export const maskPhone = (phone: string): string => `*****${phone.slice(-2)}`

const DOCUMENT = /^(\d{11}|[0-9A-Z]{12}\d{2})$/

/** A platform's name for a user, which is an e-mail or a document as often as not; of any other its first letter. */
export const maskLogin = (login: string): string => {
  if (login.includes('@')) return maskEmail(login)
  const bare = login.replace(/[\s./-]/g, '').toUpperCase()
  return DOCUMENT.test(bare) ? maskDocument(bare) : `${login.slice(0, 1)}***`
}

/** A platform's id of a user: as it is, unless it is an e-mail or a document. */
export const maskExternalId = (externalId: string): string => {
  const bare = externalId.replace(/[\s./-]/g, '').toUpperCase()
  return externalId.includes('@') || DOCUMENT.test(bare) ? maskLogin(externalId) : externalId
}

/** BR-74: the first letter of a name, for copies that nobody needs to recognise anybody in. */
export const maskName = (name: string): string => `${name.slice(0, 1)}***`
