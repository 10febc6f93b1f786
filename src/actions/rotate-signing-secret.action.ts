import { rotateSigningSecret } from '../domain/integrations/signing-secrets.js'
import type { PanelContext } from '../panel/panel-context.js'
import { recordAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

/** *Segredo de assinatura* (BR-09): makes a new secret, which this one answer holds and no other ever will. */
export const rotateSigningSecretAction = ({ dataSource, domain }: PanelContext): PanelAction => ({
  actionType: 'record',
  icon: 'Key',
  component: 'CpRotateSecret',
  custom: { overlapMs: domain.secretOverlapMs },
  handler: recordAction(dataSource, async (integrationId, _payload, { tx, actor }) => ({
    message: 'secretRotated',
    data: { secret: await rotateSigningSecret(tx, { integrationId, actor }, domain) },
  })),
})
