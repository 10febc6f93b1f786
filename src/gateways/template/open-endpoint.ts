import type { TemplatesInput } from '../../domain/integrations/integration-templates.js'
import type { TemplateEndpoint } from './assemble-request.js'

/** Stands for a secret in a preview: none is read for it. */
export const HIDDEN = '•••'
const UNKNOWN_URL = 'https://plataforma.example/'

/** An integration as it stands in a form. What is wrong with its address and parameters is said where they are. */
export const openEndpoint = ({ url, dataProfile, parameters }: TemplatesInput['endpoint']): TemplateEndpoint => ({
  url: URL.canParse(url) ? url : UNKNOWN_URL,
  dataProfile,
  parameters: parameters
    .map(({ key, value, secret, location }) => ({
      key: key?.trim() ?? '',
      value: secret ? HIDDEN : (value ?? ''),
      secret,
      location,
    }))
    .filter(({ key }) => key !== ''),
})
