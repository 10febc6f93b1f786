const REAIS = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })
const PLAIN = new Intl.NumberFormat('pt-BR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Integer cents as `R$ 1.234,50`; U+00A0 stands after `R$`, so that the amount never breaks over two lines. */
export const formatMoney = (cents: number): string => REAIS.format(cents / 100)

/** Integer cents as they are typed into a field: `1.234,50`. */
export const formatMoneyInput = (cents: number): string => PLAIN.format(cents / 100)

// Dots only as thousands separators: "1.234" is 1,234 reais, while "29.90" (one dot, two digits) is a typed decimal.
const BRAZILIAN = /^-?(\d+|\d{1,3}(\.\d{3})+)(,\d{1,2})?$/
const POINT_DECIMAL = /^-?\d+\.\d{1,2}$/

/** Reads what a person types (`1.234,50`, `R$ 29,9`, `29.90`, `30`) into integer cents; null if it is no amount. */
export const parseMoney = (text: string): number | null => {
  const typed = text.replace(/R\$|\s/g, '')
  const plain = BRAZILIAN.test(typed)
    ? typed.replaceAll('.', '').replace(',', '.')
    : POINT_DECIMAL.test(typed)
      ? typed
      : null
  if (plain === null) return null
  const [reais = '', fraction = ''] = plain.replace('-', '').split('.')
  const cents = Number(reais) * 100 + Number(fraction.padEnd(2, '0'))
  if (!Number.isSafeInteger(cents)) return null
  return plain.startsWith('-') && cents !== 0 ? -cents : cents
}

/** The form in which an amount travels between a form and the server: reais with a comma, `1234,50`, never bare digits. */
export const moneyEntry = (cents: number): string => PLAIN.format(cents / 100).replaceAll('.', '')

/** Cents of an amount as a record brings it: digits alone are cents, anything else is read as {@link parseMoney} does. */
export const centsOf = (value: string): number | null => (/^-?\d+$/.test(value) ? Number(value) : parseMoney(value))
