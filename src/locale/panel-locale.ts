import type { Locale, LocaleTranslations } from 'adminjs'
import { ptBR, ptBRAdmin } from './pt-BR.js'
import { DEFAULT_TIME_ZONE } from './time.js'
import type { PanelWords, ResourceWords } from './words.js'

type Words = Record<string, unknown>

/** One resource's block as AdminJS looks it up; the title of a list is the resource's name, not "list". */
const resourceBlock = (words: ResourceWords<never>): Words => ({
  properties: words.properties,
  labels: words.labels,
  actions: { list: words.plural, ...words.actions },
  messages: { noRecords: words.plural, noRecordsInResource: words.empty, ...words.messages },
  hints: words.hints ?? {},
  columns: words.columns ?? {},
  tabs: words.tabs ?? {},
  singular: words.singular,
})

const translationsOf = (words: PanelWords, admin: Record<string, object>): Words => {
  const resources = Object.entries(words.resources) as [string, ResourceWords<never>][]
  return {
    ...admin,
    labels: { ...admin.labels, ...Object.fromEntries(resources.map(([name, { plural }]) => [name, plural])) },
    // Under `messages` as well, since AdminJS looks a notice up there: `{ message: 'errors.CONFLICT' }`.
    messages: { ...admin.messages, errors: words.errors, issues: words.issues },
    errors: words.errors,
    issues: words.issues,
    resources: Object.fromEntries(resources.map(([name, block]) => [name, resourceBlock(block)])),
    menu: words.menu,
    shell: words.shell,
    roles: words.roles,
  }
}

/**
 * AdminJS's `locale` option: Brazilian Portuguese only, and the time zone in which the browser shows instants.
 * Components read that zone as the word `format.timeZone`.
 */
export const createPanelLocale = ({ timeZone = DEFAULT_TIME_ZONE }: { timeZone?: string } = {}): Locale => ({
  language: 'pt-BR',
  availableLanguages: ['pt-BR'],
  translations: { 'pt-BR': { ...translationsOf(ptBR, ptBRAdmin), format: { timeZone } } as LocaleTranslations },
})
