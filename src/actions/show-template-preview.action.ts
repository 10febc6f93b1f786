import { DATA_PROFILES, type DataProfile } from '../entities/integration.js'
import { PARAMETER_LOCATIONS } from '../entities/integration-parameter.js'
import { DomainError } from '../errors.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRows } from '../panel/read-rows.js'
import { resourceAction } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

const COLUMNS = [
  { key: 'key', type: 'text' },
  { key: 'value', type: 'text' },
  { key: 'location', type: 'text' },
  { key: 'secret', type: 'switch' },
]

interface Row {
  key?: string
  value?: string
  location?: string
  secret?: boolean
}

// A row that is still being typed counts as the form's first choice would.
const readParameters = (entered: unknown) =>
  (readRows(entered, { path: 'parameters', columns: COLUMNS, issues: [] }) as Row[]).map((row) => ({
    key: row.key ?? '',
    value: row.value ?? '',
    secret: row.secret === true,
    location: PARAMETER_LOCATIONS.find((known) => known === row.location) ?? PARAMETER_LOCATIONS[0],
  }))

const readProfile = (entered: unknown): DataProfile => DATA_PROFILES.find((known) => known === entered) ?? 'contact'

/**
 * What one template makes of a sample event, as the form stands: by POST, since a form is long, yet nothing is saved or
 * sent, and no secret is read.
 */
export const showTemplatePreviewAction = ({ dataSource, previewTemplate }: PanelContext): PanelAction => ({
  actionType: 'resource',
  isVisible: false,
  component: false,
  handler: resourceAction(
    dataSource,
    async ({ type, template, url, dataProfile, parameters }) => {
      if (typeof template !== 'object' || template === null) throw new DomainError('INVALID_INPUT')
      const endpoint = {
        url: String(url ?? ''),
        dataProfile: readProfile(dataProfile),
        parameters: readParameters(parameters),
      }
      return { message: 'templatePreviewed', data: previewTemplate({ type: String(type), given: template, endpoint }) }
    },
    { outsideTransaction: true },
  ),
})
