import type { PropertyOptions } from 'adminjs'
import { DELIVERY_LIMITS } from '../domain/integrations/delivery-settings.js'
import { BLOCKING_EVENTS, CHOOSABLE_EVENTS, NOT_IN_HUBSOFT, REQUIRED_EVENTS } from '../domain/state/wanted-events.js'
import {
  DATA_PROFILES,
  DEFAULT_EVENT_TYPES,
  HTTP_METHODS,
  PAYLOAD_FORMATS,
  SUCCESS_RULES,
} from '../entities/integration.js'
import { PARAMETER_LOCATIONS } from '../entities/integration-parameter.js'
import { shownAs } from '../panel/appearance/property-components.js'
import { onPage, onRecord, stampProperties } from './declarations.js'

/** The parts of an integration's form and page, in their order. */
export const INTEGRATION_TABS = {
  general: { id: 'general', properties: ['description', 'gateway', 'url', 'method', 'active'] },
  parameters: { id: 'parameters', properties: ['parameters'] },
  events: { id: 'events', properties: ['payloadFormat', 'dataProfile', 'eventTypes', 'expiringDays'] },
  templates: { id: 'templates', properties: ['templates'] },
  behaviour: {
    id: 'behaviour',
    properties: ['singlePackage', 'sendSuspendResume', 'suspendOnPartial', 'maxInFlight', 'rateLimitPerMinute'],
  },
  answers: { id: 'answers', properties: ['successRule', 'successPath', 'successValue', 'extraStatuses'] },
} as const

/** Properties whose values are a fixed set. */
export const INTEGRATION_CHOICES = {
  method: HTTP_METHODS,
  payloadFormat: PAYLOAD_FORMATS,
  eventTypes: CHOOSABLE_EVENTS,
  successRule: SUCCESS_RULES,
  dataProfile: DATA_PROFILES,
}

/** What the form of a new integration starts with. */
export const NEW_INTEGRATION = {
  gateway: 'outros',
  method: 'POST',
  active: true,
  sendSuspendResume: true,
  payloadFormat: 'standard',
  ...Object.fromEntries(DEFAULT_EVENT_TYPES.map((type, index) => [`eventTypes.${index}`, type])),
  successRule: 'http_2xx_and_body_success',
  dataProfile: 'contact',
}

const onlyWithValue: PropertyOptions = {
  isVisible: onRecord,
  isRequired: true,
  components: { edit: 'CpOnlyWhenEdit' },
  custom: { onlyWhen: { path: 'successRule', has: 'body_value' } },
}

const limit = (path: keyof typeof DELIVERY_LIMITS): PropertyOptions => ({
  isVisible: onRecord,
  props: { inputMode: 'numeric' },
  custom: { bounds: DELIVERY_LIMITS[path] },
})

export const integrationProperties: Record<string, PropertyOptions> = {
  ...stampProperties,
  description: { isTitle: true },
  active: { components: shownAs.boolean },
  parameters: {
    type: 'mixed',
    isVisible: onRecord,
    components: shownAs.rows,
    custom: {
      ordered: true,
      addLabel: 'resources.Integration.messages.addParameter',
      columns: [
        { key: 'key', type: 'text' },
        { key: 'value', type: 'text', secretWhen: 'secret' },
        { key: 'location', type: 'select', values: PARAMETER_LOCATIONS },
        { key: 'secret', type: 'switch' },
      ],
    },
  },
  eventTypes: {
    isVisible: onRecord,
    components: { show: 'CpEventTypes', edit: 'CpEventTypesEdit' },
    custom: { wide: true, required: REQUIRED_EVENTS, together: BLOCKING_EVENTS, notIn: { hubsoft: NOT_IN_HUBSOFT } },
  },
  expiringDays: {
    isVisible: onRecord,
    isRequired: true,
    components: { edit: 'CpOnlyWhenEdit' },
    custom: { onlyWhen: { path: 'eventTypes', has: 'content.subscription.expiring' } },
  },
  successPath: onlyWithValue,
  successValue: onlyWithValue,
  extraStatuses: {
    type: 'mixed',
    isVisible: onRecord,
    components: shownAs.rows,
    custom: {
      addLabel: 'resources.Integration.messages.addStatuses',
      columns: [
        { key: 'eventType', type: 'select', values: CHOOSABLE_EVENTS, default: 'content.subscription.removed' },
        { key: 'statuses', type: 'text', placeholder: '404, 410' },
      ],
    },
  },
  templates: { isVisible: onRecord, components: shownAs.templates, custom: { wide: true } },
  suspendOnPartial: { custom: { wide: true } },
  maxInFlight: limit('maxInFlight'),
  rateLimitPerMinute: limit('rateLimitPerMinute'),
  delivery: {
    isVisible: { list: true, filter: true, show: false, edit: false },
    components: shownAs.status,
    custom: {
      tones: {
        normal: 'positive',
        interrupted: 'negative',
        stopped: 'negative',
        testing: 'warning',
        ramping: 'waiting',
      },
    },
  },
  signingSecretSince: { isVisible: onPage, components: shownAs.date },
  previousSecretUntil: { isVisible: onPage, components: shownAs.date },
}
