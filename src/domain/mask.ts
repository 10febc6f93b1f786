/** BR-74: hides the parts of a document that identify: `***.982.247-**`, `**.***.501/****-**`. */
export const maskDocument = (document: string): string => {
  if (document.length === 11) return `***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
  if (document.length === 14) return `**.***.${document.slice(5, 8)}/****-**`
  return '*'.repeat(document.length)
}

/** BR-74: keeps the first letters of name and domain: `j***@d***`. */
export const maskEmail = (email: string): string => {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`
}

/** Keeps the last two digits of a phone number. */
export const maskPhone = (phone: string): string => `*****${phone.slice(-2)}`
