import { formatDateTime } from '../time.js'

export interface ReportedStep {
  type: string
  passed: boolean
  sentAt: string
  durationMs: number
  request: { method: string; url: string; headers: { name: string; value: string }[]; body: string } | null
  status: number | null
  message: string | null
  answer: string | null
}

export interface ReportInput {
  /** The integration's description. */
  platform: string
  /** Its address as it was saved, placeholders and all. */
  url: string
  startedAt: string
  passed: boolean
  steps: readonly ReportedStep[]
  timeZone: string
  /** An event's name in words. */
  nameOf(type: string): string
  /** A failure's class in words; the platform's words as they are. */
  describe(message: string): string
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const STYLE = `
body { max-width: 860px; margin: 40px auto; padding: 0 20px; font: 15px/1.5 system-ui, 'Segoe UI', Roboto, sans-serif; color: #16233A; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; } h2 { font-size: 18px; margin: 36px 0 8px; } h3 { font-size: 15px; margin: 18px 0 6px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; } dt { color: #43536C; } dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: 12px 14px; border: 1px solid #DDE4ED; border-radius: 8px; background: #F9FBFD; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
section { border-top: 1px solid #DDE4ED; margin-top: 28px; } .ok { color: #17693F; font-weight: 700; } .bad { color: #A3231B; font-weight: 700; } .soft { color: #43536C; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; } pre { background: none; } }`

const result = (passed: boolean): string =>
  passed ? '<span class="ok">Aceito</span>' : '<span class="bad">Não aceito</span>'

const answerOf = ({ status, answer }: ReportedStep): string => {
  if (status === null) return '<p class="soft">Nenhuma resposta.</p>'
  const body = answer ? `<pre>${escapeHtml(pretty(answer))}</pre>` : '<p class="soft">Corpo vazio.</p>'
  return `<p>HTTP ${status}</p>${body}`
}

const stepOf = (step: ReportedStep, index: number, { timeZone, nameOf, describe }: ReportInput): string => {
  const { type, passed, request, durationMs, sentAt, message } = step
  const sent = request
    ? `<p><strong>${escapeHtml(request.method)}</strong> ${escapeHtml(request.url)}</p>
<pre>${escapeHtml(request.headers.map(({ name, value }) => `${name}: ${value}`).join('\n'))}</pre>
${request.body === '' ? '<p class="soft">Sem corpo.</p>' : `<pre>${escapeHtml(pretty(request.body))}</pre>`}`
    : '<p class="soft">O pedido não pôde ser montado; nada foi enviado.</p>'
  return `<section>
<h2>${index + 1}. ${escapeHtml(nameOf(type))} <span class="soft">(${escapeHtml(type)})</span></h2>
<p>${result(passed)}${message ? `: ${escapeHtml(describe(message))}` : ''}<br>
<span class="soft">Enviado em ${escapeHtml(formatDateTime(sentAt, timeZone))}, ${durationMs} ms</span></p>
<h3>Enviado</h3>
${sent}
<h3>Resposta</h3>
${answerOf(step)}
</section>`
}

const SIGNATURE = `<section>
<h2>Como conferir a assinatura</h2>
<p>Cada aviso segue a especificação Standard Webhooks e traz três cabeçalhos: <code>webhook-id</code>, <code>webhook-timestamp</code> e <code>webhook-signature</code>.</p>
<ol>
<li>Junte, com pontos entre eles, o <code>webhook-id</code>, o <code>webhook-timestamp</code> e o corpo exatamente como chegou, sem reformatar: <code>id.timestamp.corpo</code>. Um aviso sem corpo termina no segundo ponto.</li>
<li>Calcule o HMAC-SHA256 desse texto. A chave são os bytes que vêm, em base64, depois de <code>whsec_</code> no segredo de assinatura, que o provedor entrega por outro meio.</li>
<li>Compare o resultado, em base64, com o que vem depois de <code>v1,</code> no <code>webhook-signature</code>. Pode haver mais de uma assinatura, separadas por espaço: basta uma conferir.</li>
<li>Recuse um aviso cujo <code>webhook-timestamp</code> (segundos desde 1970, UTC) esteja a mais de 5 minutos do seu relógio.</li>
<li>O mesmo aviso pode chegar mais de uma vez, sempre com o mesmo <code>webhook-id</code>: aplique-o uma só vez e responda com sucesso.</li>
</ol>
<p class="soft">Neste relatório os corpos estão formatados para leitura; a assinatura vale para os bytes enviados. Valores secretos aparecem como ***.</p>
</section>`

/** The report of a homologation for the platform: a page of its own, in Portuguese, without secrets, ready to print. */
export const writeHomologationReport = (input: ReportInput): string => {
  const { platform, url, startedAt, passed, steps, timeZone } = input
  const accepted = steps.filter((step) => step.passed).length
  return `<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Homologação: ${escapeHtml(platform)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Relatório de homologação</h1>
<p class="soft">${escapeHtml(platform)}</p>
<dl>
<dt>Endereço</dt><dd>${escapeHtml(url)}</dd>
<dt>Data</dt><dd>${escapeHtml(formatDateTime(startedAt, timeZone))}</dd>
<dt>Resultado</dt><dd>${result(passed)}: ${accepted} de ${steps.length} avisos aceitos</dd>
</dl>
<p>Os avisos abaixo são de um cliente inventado, com CPF, e-mail e códigos fictícios. Nenhum cliente real foi usado e nada foi alterado no sistema do provedor.</p>
${steps.map((step, index) => stepOf(step, index, input)).join('\n')}
${SIGNATURE}
</body>
</html>
`
}
