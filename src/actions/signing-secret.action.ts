import { endPreviousSecret, readStandingSecrets, rotateSigningSecret } from '../domain/integrations/signing-secrets.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord, recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'
import { readText } from './read-text.js'

/**
 * *Segredo de assinatura* (BR-09): makes a new secret, which this one answer holds and no other ever will. With
 * `replaces` it takes the place of the current one, which was never handed over.
 */
const rotateSecretAction = ({ dataSource, domain }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'Key',
  component: 'CpRotateSecret',
  custom: { overlapMs: domain.secretOverlapMs },
  handler: recordAction(dataSource, async (integrationId, payload, { tx, actor }) => {
    const replaces = readText(payload, 'replaces') ?? undefined
    const secret = await rotateSigningSecret(tx, { integrationId, replaces, actor }, domain)
    return { message: replaces ? 'secretReplaced' : 'secretRotated', data: { secret } }
  }),
})

/** *Encerrar o anterior agora* (BR-09). */
const endPreviousSecretAction = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'record',
  isVisible: false,
  component: false,
  handler: recordAction(dataSource, async (integrationId, _payload, { tx, actor }) => {
    await endPreviousSecret(tx, { integrationId, actor })
    return { message: 'secretPreviousEnded' }
  }),
})

/** Which secrets sign at this instant, for the page that rotates them. */
const showSigningSecretsAction = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'record',
  isVisible: false,
  component: false,
  handler: readRecord(dataSource, (integrationId, _query, { tx }) => readStandingSecrets(tx, integrationId)),
})

/** What an administrator does with an integration's signing secrets, and what their page shows. */
export const signingSecretActions = (context: PanelContext) => ({
  rotateSecret: rotateSecretAction(context),
  endPreviousSecret: endPreviousSecretAction(context),
  showSigningSecrets: showSigningSecretsAction(context),
})
