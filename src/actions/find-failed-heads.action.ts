import type { FailedHeadChoices } from '../components/deliveries/delivery-data.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readResource } from '../panel/record-action.js'
import { failedHeadsSql } from '../webhooks/failed-heads.js'

interface Facet {
  integrationId: number
  integration: string
  error: string | null
  type: string
}

const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort()

/** What the filters of *Filas paradas* can choose from: what there is. */
export const findFailedHeads = ({ dataSource }: PanelContext) => ({
  actionType: 'resource' as const,
  isVisible: false,
  handler: readResource(dataSource, async (_query, { tx }): Promise<FailedHeadChoices> => {
    const { from, parameters } = failedHeadsSql({ withWaiting: true }, { withLast: true })
    const facets: Facet[] = await tx.query(
      `select distinct integration.id as "integrationId", integration.description as integration, head.type,
         coalesce(last.error_class, last.status::text) as error ${from}`,
      parameters,
    )
    return {
      integrations: [...new Map(facets.map(({ integrationId, integration }) => [integrationId, integration]))].map(
        ([id, name]) => ({ id, name }),
      ),
      errors: sorted(facets.flatMap(({ error }) => error ?? [])),
      types: sorted(facets.map(({ type }) => type)),
    }
  }),
})
