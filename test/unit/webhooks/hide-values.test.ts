import { expect, it } from 'vitest'
import { hideValues } from '../../../src/webhooks/hide-values.js'

const MASKED = [
  ['José Peçanha', 'J***'],
  ['jose@dominio.example', 'j***@d***'],
  ['52998224725', '***.982.247-**'],
  ['11987654321', '*****21'],
  ['12ABC34501DE35', '**.ABC.345/****-**'],
  ['chave+secreta/1', '***'],
] as const
const VALUES = new Map(MASKED.map(([value, masked]) => [value, () => masked]))

it.each([
  ['Usuário José Peçanha já existe', 'Usuário J*** já existe'],
  ['JOSE PECANHA', 'J***'],
  ['{"n":"Jos\\u00e9 Pe\\u00e7anha"}', '{"n":"J***"}'],
  ['/u?nome=Jos%C3%A9+Pe%C3%A7anha&m=jose%40dominio.example', '/u?nome=J***&m=j***@d***'],
  ['{"a":[{"b":{"mail":"JOSE@dominio.example"}}]}', '{"a":[{"b":{"mail":"j***@d***"}}]}'],
  ['CPF 529.982.247-25 e 52998224725', 'CPF ***.982.247-** e ***.982.247-**'],
  ['+55 (11) 98765-4321', '*****21'],
  ['{"fone":5511987654321}', '{"fone":*****21}'],
  ['12.abc.345/01de-35', '**.ABC.345/****-**'],
  ['token chave+secreta/1', 'token ***'],
])('BR-74: %s → %s', (text, hidden) => expect(hideValues(text, VALUES)).toBe(hidden))

it('leaves other words and numbers alone', () => {
  const text = '{"id":529982247250,"nome":"Josefina","mail":"outra@dominio.example","seq":119876543210}'
  expect(hideValues(text, VALUES)).toBe(text)
  expect(hideValues(text, undefined)).toBe(text)
})

it('is quick on long texts that name nobody', () => {
  const startedAt = performance.now()
  for (let round = 0; round < 200; round += 1) hideValues('{"ok":true,"n":1}'.repeat(400), VALUES)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
