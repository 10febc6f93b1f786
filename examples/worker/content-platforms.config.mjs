// Options of a worker without a panel; the panel's process can import the same ones. See docs/operations.md.
// #region config
export default {
  database: { url: process.env.DATABASE_URL, poolSize: 12 },
  // The first key seals, all of them open.
  encryptionKey: (process.env.CONTENT_KEYS ?? '').split(','),
  timeZone: 'America/Sao_Paulo',
  delivery: { maxInFlight: 1_000 },
  // Gateways of your own belong here too: gateways: [catalogue]
}
// #endregion
