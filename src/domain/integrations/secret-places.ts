import type { SecretPlace } from '../../secrets/secret-box.js'

/** Where a parameter's secret value is sealed. */
export const parameterPlace = (id: string): SecretPlace => ({ table: 'integration_parameter', row: id, field: 'value' })

/** Where a signing secret is sealed. */
export const signingSecretPlace = (id: string): SecretPlace => ({
  table: 'signing_secret',
  row: id,
  field: 'ciphertext',
})
