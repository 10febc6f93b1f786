import type { Locale, LocaleTranslations } from 'adminjs'
import { en } from './en.js'
import { ptBR } from './pt-BR.js'
import { DEFAULT_TIME_ZONE } from './time.js'
import type { PanelWords, ResourceWords } from './words.js'

type Words = Record<string, unknown>

/** One resource's block as AdminJS looks it up; the title of a list is the resource's name, not "list". */
const resourceBlock = (words: ResourceWords<never>, { admin }: PanelWords): Words => ({
  properties: words.properties,
  labels: words.labels,
  actions: { list: words.plural, ...words.actions },
  messages: { noRecords: words.plural, noRecordsInResource: words.empty, ...words.messages },
  hints: words.hints ?? {},
  columns: words.columns ?? {},
  tabs: { history: admin.actions.history, general: admin.actions.general, ...words.tabs },
  singular: words.singular,
})

/** The words with the names of a host's own gateways, in the host's language. */
const withGateways = (words: PanelWords, gatewayLabels: Readonly<Record<string, string>>): PanelWords => {
  const { Integration } = words.resources
  const labels = { ...Integration.labels, gateway: { ...gatewayLabels, ...Integration.labels.gateway } }
  return { ...words, resources: { ...words.resources, Integration: { ...Integration, labels } } }
}

const translationsOf = (words: PanelWords): Words => {
  const resources = Object.entries(words.resources) as [string, ResourceWords<never>][]
  return {
    ...words.admin,
    labels: { ...words.admin.labels, ...Object.fromEntries(resources.map(([name, { plural }]) => [name, plural])) },
    // Under `messages` as well, since AdminJS looks a notice up there: `{ message: 'errors.CONFLICT' }`.
    messages: { ...words.admin.messages, errors: words.errors, issues: words.issues },
    errors: words.errors,
    issues: words.issues,
    resources: Object.fromEntries(resources.map(([name, block]) => [name, resourceBlock(block, words)])),
    menu: words.menu,
    shell: words.shell,
    desk: words.desk,
    privacy: words.privacy,
    history: words.history,
    roles: words.roles,
  }
}

const LANGUAGES = { 'pt-BR': ptBR, en } as const
export type Language = keyof typeof LANGUAGES

/**
 * AdminJS's `locale` option: one language, Brazilian Portuguese unless asked otherwise, and the time zone in which the
 * browser shows instants. Components read that zone as the word `format.timeZone`.
 */
export const createPanelLocale = ({
  timeZone = DEFAULT_TIME_ZONE,
  language = 'pt-BR',
  gatewayLabels = {},
}: {
  timeZone?: string
  language?: Language
  /** What gateways beside our own are called, by name. */
  gatewayLabels?: Readonly<Record<string, string>>
} = {}): Locale => ({
  language,
  availableLanguages: [language],
  translations: {
    [language]: {
      ...translationsOf(withGateways(LANGUAGES[language], gatewayLabels)),
      format: { timeZone },
    } as LocaleTranslations,
  },
})
