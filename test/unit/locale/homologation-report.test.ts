import { describe, expect, it } from 'vitest'
import { type ReportedStep, writeHomologationReport } from '../../../src/locale/pt-br/homologation-report.js'

const STEP: ReportedStep = {
  type: 'content.subscription.created',
  passed: true,
  sentAt: '2026-11-23T12:00:00.000Z',
  durationMs: 41,
  request: {
    method: 'POST',
    url: 'https://api.example.com/v1',
    headers: [{ name: 'authorization', value: '***' }],
    body: '{"a":1}',
  },
  status: 201,
  message: null,
  answer: '{"user_id":7}',
}

const write = (steps: ReportedStep[], platform = 'Estação Play') =>
  writeHomologationReport({
    platform,
    url: 'https://api.example.com/{tenant}',
    startedAt: '2026-11-23T12:00:00.000Z',
    passed: steps.every(({ passed }) => passed),
    steps,
    timeZone: 'America/Sao_Paulo',
    nameOf: () => 'Cadastro',
    describe: (message) => `[${message}]`,
  })

describe('BR-07a: the report of a homologation', () => {
  it('says what was sent, what came back, when, and how a signature is verified', () => {
    const report = write([STEP])
    for (const part of ['Estação Play', '23/11/2026 09:00', '1 de 1 avisos aceitos', '1. Cadastro', 'POST', 'HTTP 201'])
      expect(report).toContain(part)
    expect(report).toContain('authorization: ***')
    expect(report).toContain('{\n  &#34;user_id&#34;: 7\n}')
    expect(report).toContain('HMAC-SHA256')
  })
  it('takes what a platform answers for text, never for a page', () => {
    const report = write(
      [{ ...STEP, answer: '<script>alert(1)</script>', message: '"><img src=x>', passed: false }],
      '</title><b>',
    )
    expect(report).not.toContain('<script')
    expect(report).not.toContain('<img')
    expect(report).not.toContain('<b>')
    expect(report).toContain('[&#34;&#62;&#60;img src=x&#62;]')
  })
  it('tells a request that could not be built from one that nobody answered', () => {
    const failed = { ...STEP, passed: false, status: null, answer: null }
    expect(write([{ ...failed, request: null, message: 'template_path' }])).toContain('nada foi enviado')
    expect(write([{ ...failed, message: 'timeout' }])).toContain('Nenhuma resposta.')
    expect(write([{ ...STEP, status: 204, answer: '' }])).toContain('Corpo vazio.')
  })
})
