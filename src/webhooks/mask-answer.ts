import { rememberLast } from './remember-last.js'

const SECRET_FIELD =
  /("[\w-]{0,40}(?:password|passwd|pwd|senha|secret|segredo|token|api[_-]?key|authorization)[\w-]{0,40}\\?"\s*:\s*)("(?:[^"\\]|\\.)*"?|\\"[^"\\]*\\?"?|[{[][^{}[\]]*[}\]]?|[^\s",}\]]+)/gi
const SAID_PASSWORD = /((?:password|passwd|pwd|senha)\s{0,5}[=:>]\s{0,5}["']?)([^\s&<>"',;}]+)/gi
const EMAIL = /([A-Za-z0-9])[A-Za-z0-9._%+-]{0,63}@([A-Za-z0-9])[A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]+)+/g
const CNPJ =
  /(?<![0-9A-Za-z])[0-9A-Z]{2}(\.?)([0-9A-Z]{3})(\.?)([0-9A-Z]{3})(\/?)([0-9A-Z]{4})(-?)\d{2}(?![0-9A-Za-z])/g
const CPF = /(?<!\d)\d{3}(\.?)(\d{3})(\.?)(\d{3})(-?)\d{2}(?!\d)/g
const NUL = /\0/g

/**
 * An answer as the attempt log may keep it: e-mails as `j***@d***`, the outer digits of CPF and CNPJ, the values of
 * password-like JSON fields and passwords in plain text, forms and XML hidden. Also drops NUL, which PostgreSQL refuses in
 * text. Does not know names or addresses.
 */
export const maskAnswer = rememberLast((text): string =>
  text
    .replace(NUL, '')
    .replace(SECRET_FIELD, '$1"***"')
    .replace(SAID_PASSWORD, '$1***')
    .replace(EMAIL, '$1***@$2***')
    .replace(CNPJ, '**$1$2$3$4$5****$7**')
    .replace(CPF, '***$1$2$3$4$5**'),
)
