import type { AdminJSOptions } from 'adminjs'
import { createPanelLocale, type Language } from '../../locale/panel-locale.js'
import { branding } from './branding.js'
import { createComponentLoader } from './component-loader.js'

/** The options of AdminJS that make up the panel's look and words; resources and the dashboard's handler are others'. */
export const createAppearance = (
  options: { timeZone?: string; language?: Language; gatewayLabels?: Readonly<Record<string, string>> } = {},
): Required<Pick<AdminJSOptions, 'branding' | 'locale' | 'componentLoader'>> & {
  dashboard: { component: string }
} => ({
  branding,
  locale: createPanelLocale(options),
  componentLoader: createComponentLoader(),
  dashboard: { component: 'CpDashboard' },
})
