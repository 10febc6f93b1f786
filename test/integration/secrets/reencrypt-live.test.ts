import { Webhook } from 'standardwebhooks'
import { expect, it, vi } from 'vitest'
import { loadEndpoints } from '../../../src/gateways/load-endpoints.js'
import { generateEncryptionKey, reencryptSecrets } from '../../../src/index.js'
import { createSecretBox } from '../../../src/secrets/secret-box.js'
import { createProvider } from '../../support/provider.js'
import { startReceiver } from '../../support/receiver.js'

const OLD = generateEncryptionKey()
const NEW = generateEncryptionKey()
const SILENT = { info: () => {}, warn: () => {}, error: () => {} }

const parameters = (...values: string[]) =>
  values.map((value, index) => ({ key: `k${index}`, value, secret: index > 0, location: 'body' as const }))

it('reencryptSecrets: beside live traffic every request is signed and carries its secrets', async () => {
  const receiver = await startReceiver('')
  const delivery = { pollMs: 10, retryDelaysMs: [50, 50, 50] }
  const provider = await createProvider({ encryptionKey: [NEW, OLD], delivery })
  const sealed = createSecretBox(OLD)
  const { id, productId } = await provider.integration({ url: receiver.url, parameters: parameters('a', 's1', 's2') })
  const secrets = ['signing_secret', 'integration_parameter'] as const
  const makeOld = async () => {
    for (const table of secrets) {
      const column = table === 'signing_secret' ? 'ciphertext' : 'value'
      const rows: { id: string; text: string }[] = await provider.dataSource.query(
        `select id, ${column} as text from content_platforms.${table} where ${column} like '%.%'`,
      )
      for (const row of rows) {
        const place = { table, row: row.id, field: column }
        const old = sealed.seal(provider.domain.secretBox.open(row.text, place), place)
        await provider.dataSource.query(
          `update content_platforms.${table} set ${column} = $1 where id = $2 and ${column} = $3`,
          [old, row.id, row.text],
        )
      }
    }
  }
  try {
    await provider.content.start()
    const packageId = await provider.package({ productId })
    let isOver = false
    const turns = (async () => {
      while (!isOver) {
        await makeOld()
        await reencryptSecrets(provider.dataSource, [NEW, OLD])
      }
    })()
    for (let made = 0; made < 30; made += 1) await provider.link(await provider.service(), packageId)
    await vi.waitFor(() => expect(new Set(receiver.requests.map((one) => one.id)).size).toBe(30), 20_000)
    isOver = true
    await turns
    const [secret = ''] = (await loadEndpoints(provider.dataSource, {
      integrationIds: [id],
      secretBox: provider.domain.secretBox,
      logger: SILENT,
    }).then((endpoints) => endpoints.get(id)?.signingSecrets)) ?? ['']
    for (const { headers, body } of receiver.requests) {
      new Webhook(secret).verify(body, headers as Record<string, string>)
      for (const sent of ['"k0":"a"', '"k1":"s1"', '"k2":"s2"']) expect(body).toContain(sent)
    }
    const unsent = `select from content_platforms.delivery_attempt where outcome = 'unsendable'`
    expect(await provider.dataSource.query(unsent)).toEqual([])
  } finally {
    await provider.drop()
    await receiver.close()
  }
})
