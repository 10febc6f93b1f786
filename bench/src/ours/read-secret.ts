import type { Host } from './host.js'

/** The secret with which the world's only integration signs. */
export const readSecret = async ({ dataSource, content }: Host): Promise<string> => {
  const [row] = await dataSource.query('select id, ciphertext from content_platforms.signing_secret')
  return content.domain.secretBox.open(row.ciphertext, { table: 'signing_secret', row: row.id, field: 'ciphertext' })
}
