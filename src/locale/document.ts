const CPF = /^(\d{3})(\d{3})(\d{3})(\d{2})$/
const CNPJ = /^([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{4})(\d{2})$/

/** A CPF (11 digits) or CNPJ (14, letters allowed) with its punctuation; anything else, as a masked one, unchanged. */
export const formatDocument = (document: string): string => {
  const cpf = CPF.exec(document)
  if (cpf) return `${cpf[1]}.${cpf[2]}.${cpf[3]}-${cpf[4]}`
  const cnpj = CNPJ.exec(document)
  return cnpj ? `${cnpj[1]}.${cnpj[2]}.${cnpj[3]}/${cnpj[4]}-${cnpj[5]}` : document
}

/** A document of which only the middle can be read: `***.982.247-**`, `**.ABC.345/****-**`. */
export const maskDocument = (document: string): string => {
  const cpf = CPF.exec(document)
  if (cpf) return `***.${cpf[2]}.${cpf[3]}-**`
  const cnpj = CNPJ.exec(document)
  return cnpj ? `**.${cnpj[2]}.${cnpj[3]}/****-**` : '***'
}

/** An e-mail of which only two initials can be read: `j***@d***`. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${email.slice(0, 1)}***@${email.slice(at + 1, at + 2)}***`
}

/** A Brazilian phone, with or without country code, as `(11) 98765-4321`; anything else unchanged. */
export const formatPhone = (phone: string): string => {
  const digits = phone.replace(/^\+?55(?=\d{10,11}$)/, '')
  const parts = /^(\d{2})(\d{4,5})(\d{4})$/.exec(digits)
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phone
}

/** A phone of which only the last two digits can be read: `(**) *****-**21`. */
export const maskPhone = (phone: string): string => `(**) *****-**${phone.replace(/\D/g, '').slice(-2)}`
