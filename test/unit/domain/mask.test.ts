import { expect, it } from 'vitest'
import { maskDocument, maskEmail, maskPhone } from '../../../src/domain/mask.js'

it.each([
  ['52998224725', '***.982.247-**'],
  ['12ABC34501DE35', '**.ABC.345/****-**'],
  ['29507487000185', '**.507.487/****-**'],
  ['123', '***'],
])('BR-74: the document %s shows as %s', (document, masked) => {
  expect(maskDocument(document)).toBe(masked)
})

it.each([
  ['joana@dominio.com.br', 'j***@d***'],
  ['j@d.io', 'j***@d***'],
  ['', '***@***'],
])('BR-74: the e-mail %s shows as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked)
})

it('a phone shows its last two digits', () => {
  expect(maskPhone('11987654321')).toBe('*****21')
})
