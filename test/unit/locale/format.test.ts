import { describe, expect, it } from 'vitest'
import {
  centsOf,
  formatDate,
  formatDateTime,
  formatDocument,
  formatDuration,
  formatMoney,
  formatMoneyInput,
  formatPhone,
  formatRelative,
  maskDocument,
  maskEmail,
  maskPhone,
  moneyEntry,
  parseDate,
  parseDateTime,
  parseMoney,
} from '../../../src/locale/format.js'

describe('money', () => {
  it('is written with a no-break space, thousands dot and decimal comma', () => {
    expect(formatMoney(123450)).toBe('R$\u00a01.234,50')
    expect(formatMoney(0)).toBe('R$\u00a00,00')
    expect(formatMoneyInput(99)).toBe('0,99')
  })

  it.each([
    ['29,90', 2990],
    ['29.90', 2990],
    ['29,9', 2990],
    ['1.234,50', 123450],
    ['1.234', 123400],
    ['R$ 1.234.567,89', 123456789],
    ['R$\u00a010', 1000],
    ['0', 0],
    ['-5,00', -500],
  ])('%s is read as %i cents', (text, cents) => {
    expect(parseMoney(text)).toBe(cents)
  })

  it.each(['', 'abc', '12a', '1,234,50', '1.23.4', '29,999', '--1', '12345678901234567890'])(
    '%j is refused, not guessed',
    (text) => {
      expect(parseMoney(text)).toBeNull()
    },
  )

  it('travels with its comma, so that it is never taken for cents', () => {
    expect(moneyEntry(123450)).toBe('1234,50')
    expect(moneyEntry(3000)).toBe('30,00')
    expect(centsOf(moneyEntry(3000))).toBe(3000)
    expect(centsOf('3000')).toBe(3000)
    expect(centsOf('abc')).toBeNull()
  })

  it('comes back unchanged through the field', () => {
    for (const cents of [0, 1, 10, 2990, 123456789]) expect(parseMoney(formatMoneyInput(cents))).toBe(cents)
  })
})

describe('times', () => {
  it('shows an instant in the provider’s time zone', () => {
    expect(formatDateTime('2026-01-01T01:30:00Z')).toBe('31/12/2025 22:30')
    expect(formatDateTime('2026-01-01T01:30:00Z', 'America/Rio_Branco')).toBe('31/12/2025 20:30')
    expect(formatDate(new Date('2026-01-01T01:30:00Z'))).toBe('31/12/2025')
    expect(formatDateTime('2026-01-01T03:00:00Z')).toBe('01/01/2026 00:00')
  })

  it('never shifts a day that has no time', () => {
    expect(formatDate('2026-03-01')).toBe('01/03/2026')
  })

  it('shows nothing for garbage', () => {
    expect(formatDate('soon')).toBe('')
    expect(formatDateTime('soon')).toBe('')
  })

  it('reads a typed day and refuses days that do not exist', () => {
    expect(parseDate('01/03/2026')).toBe('2026-03-01')
    expect(parseDate('1/3/2026')).toBe('2026-03-01')
    for (const text of ['', '31/02/2026', '2026-03-01', '01/13/2026', '01/01/26'])
      expect(parseDate(text), text).toBeNull()
  })

  it('reads a typed time as wall clock of the zone, also across a clock change', () => {
    expect(parseDateTime('31/12/2025 22:30')).toBe('2026-01-01T01:30:00.000Z')
    expect(parseDateTime('08/03/2026 12:00', 'America/New_York')).toBe('2026-03-08T16:00:00.000Z')
    expect(parseDateTime('08/03/2026 03:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z')
    expect(parseDateTime('07/03/2026 12:00', 'America/New_York')).toBe('2026-03-07T17:00:00.000Z')
    for (const text of ['31/12/2025', '31/12/2025 24:00', '31/12/2025 10:60', 'x 10:00'])
      expect(parseDateTime(text), text).toBeNull()
  })

  it('says how long ago', () => {
    const now = new Date('2026-05-05T12:00:00Z')
    expect(formatRelative('2026-05-05T11:57:00Z', now)).toBe('há 3 minutos')
    expect(formatRelative('2026-05-05T14:00:00Z', now)).toBe('em 2 horas')
    expect(formatRelative('2026-05-05T11:59:40Z', now)).toBe('agora')
    expect(formatRelative('2026-05-03T12:00:00Z', now)).toBe('há 2 dias')
    expect(formatRelative('soon', now)).toBe('')
  })

  it('says how long it took', () => {
    expect([350, 1240, 125_000].map(formatDuration)).toEqual(['350 ms', '1,2 s', '2 min 5 s'])
  })
})

describe('documents and contacts', () => {
  it('BR-71: punctuates a CPF and a CNPJ, letters included', () => {
    expect(formatDocument('52998224725')).toBe('529.982.247-25')
    expect(formatDocument('12ABC34501DE35')).toBe('12.ABC.345/01DE-35')
    expect(formatDocument('***.982.247-**')).toBe('***.982.247-**')
  })

  it('BR-74: masks documents, e-mails and phones', () => {
    expect(maskDocument('52998224725')).toBe('***.982.247-**')
    expect(maskDocument('12ABC34501DE35')).toBe('**.ABC.345/****-**')
    expect(maskDocument('5299822472')).toBe('***')
    expect(maskEmail('joao@dominio.com.br')).toBe('j***@d***')
    expect(maskEmail('garbage')).toBe('***')
    expect(maskPhone('11987654321')).toBe('(**) *****-**21')
  })

  it('writes phones with area code', () => {
    expect(formatPhone('11987654321')).toBe('(11) 98765-4321')
    expect(formatPhone('+551133334444')).toBe('(11) 3333-4444')
    expect(formatPhone('5511987654321')).toBe('(11) 98765-4321')
    expect(formatPhone('190')).toBe('190')
  })
})
