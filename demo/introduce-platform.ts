import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type DomainContext,
  endPreviousSecret,
  readStandingSecrets,
  rotateSigningSecret,
} from 'adminjs-content-platforms'
import { Integration } from 'adminjs-content-platforms/entities'
import type { DataSource, EntityManager } from 'typeorm'
import type { SampleIntegration } from './platform/server.js'
import { SAMPLE_INTEGRATIONS } from './sample-catalogue.js'

interface IntroduceInput {
  dataSource: DataSource
  domain: DomainContext
  dataFolder: string
  platformUrl: string
}

/**
 * The sample integrations with the secrets that their platform needs. A secret is shown once, when it is made, so the
 * demo keeps its own; where they are lost, new ones are made. Also follows the platform to another port.
 */
export const introduceSample = async (input: IntroduceInput): Promise<SampleIntegration[]> => {
  const { dataSource, domain, dataFolder, platformUrl } = input
  const file = join(dataFolder, 'platform-secrets.json')
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, string>
  const integrations = await dataSource.getRepository(Integration).find({ order: { id: 'ASC' } })
  const introduced: SampleIntegration[] = []
  for (const { slug, description: name } of SAMPLE_INTEGRATIONS) {
    const integration = integrations.find((candidate) => candidate.url.endsWith(`/hooks/${slug}`))
    if (!integration) continue
    const url = `${platformUrl}/hooks/${slug}`
    if (integration.url !== url) await dataSource.getRepository(Integration).save({ ...integration, url })
    // Ids begin anew in another database, whose secrets are others.
    const key = `${integration.id}@${integration.createdAt.toISOString()}`
    kept[key] ??= await dataSource.transaction((tx) => newSecret(tx, integration.id, domain))
    introduced.push({ slug, name, secret: kept[key] })
  }
  await writeFile(file, JSON.stringify(kept), { mode: 0o600 })
  return introduced
}

// Nobody holds those before it, so nothing is signed with them any more.
const newSecret = async (tx: EntityManager, integrationId: number, domain: DomainContext): Promise<string> => {
  const input = { integrationId, actor: { id: 'demonstração', role: 'system' } } as const
  if ((await readStandingSecrets(tx, integrationId)).previousUntil) await endPreviousSecret(tx, input)
  const secret = await rotateSigningSecret(tx, input, domain)
  await endPreviousSecret(tx, input)
  return secret
}
