import { SAMPLE_USERS } from './sample-users.js'

/** What a newcomer reads when all is up: where to look and how to sign in. */
export const welcome = ({ panelUrl, platformUrl }: { panelUrl: string; platformUrl: string }): string => {
  const users = SAMPLE_USERS.map(
    ({ label, email, password }) => `    ${label.padEnd(15)} ${email.padEnd(28)} senha: ${password}`,
  )
  return `
  Demonstração no ar.

    Painel do provedor       ${panelUrl}
    Plataforma de conteúdo   ${platformUrl}

  Para entrar no painel:
${users.join('\n')}

  Deixe a plataforma aberta ao lado e mexa no painel: cada mudança chega lá ao vivo.
  Ctrl-C encerra. Para recomeçar do zero: npm start -- --reset
`
}
