import { expect, it } from 'vitest'
import { maskAnswer } from '../../../src/webhooks/mask-answer.js'

it.each([
  ['user joao.silva@dominio.com.br exists', 'user j***@d*** exists'],
  ['CPF 529.982.247-25 já existe', 'CPF ***.982.247-** já existe'],
  ['{"cpf":"52998224725"}', '{"cpf":"***982247**"}'],
  ['{"cpf":52998224725}', '{"cpf":***982247**}'],
  ['CNPJ 12.ABC.345/01DE-35', 'CNPJ **.ABC.345/****-**'],
  ['{"cnpj":"29507487000185"}', '{"cnpj":"**507487******"}'],
  ['{"password": "a\\"b", "user":1}', '{"password": "***", "user":1}'],
  ['{"senha":1234}', '{"senha":"***"}'],
  [
    '{"access_token":"abc","api_key":"x","client-secret":"y"}',
    '{"access_token":"***","api_key":"***","client-secret":"***"}',
  ],
  ['{"senha_inicial":"abc","userPassword":"x"}', '{"senha_inicial":"***","userPassword":"***"}'],
  ['{"senha":{"valor":"abc"},"id":7}', '{"senha":"***","id":7}'],
  [String.raw`{"raw":"{\"senha\":\"abc\"}"}`, String.raw`{"raw":"{\"senha\":"***"}"}`],
  ['login=joao&senha=abc123', 'login=joao&senha=***'],
  ['<user><senha>abc</senha></user>', '<user><senha>***</senha></user>'],
  ['Criado. Senha: abc, login: joao', 'Criado. Senha: ***, login: joao'],
  ['{"senha":"cut off in the mid', '{"senha":"***"'],
  ['a\0b', 'ab'],
])('BR-74: %s → %s', (answer, masked) => expect(maskAnswer(answer)).toBe(masked))

it('leaves ids, dates and prose alone', () => {
  const text =
    '{"id":123456,"at":"2025-07-01T12:00:00Z","message":"Usuário não encontrado","uuid":"0197c5f0-7a3b-7c1e-8f00-1a2b3c4d5e6f"}'
  expect(maskAnswer(text)).toBe(text)
})

it('is quick on hostile text', () => {
  const started = performance.now()
  maskAnswer(`"password":"${'\\'.repeat(8000)}`)
  maskAnswer(`${'a'.repeat(8000)}@`)
  maskAnswer('a.'.repeat(4000))
  maskAnswer(`"${'a_'.repeat(4000)}`)
  expect(performance.now() - started).toBeLessThan(500)
})
