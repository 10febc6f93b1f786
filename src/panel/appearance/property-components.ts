import type { ComponentName } from './components.js'

type Places = Partial<Record<'list' | 'show' | 'edit' | 'filter', ComponentName>>

const shownBy = (name: ComponentName): Places => ({ list: name, show: name })

/**
 * The `components` of a property by what it holds: `priceCents: { components: shownAs.money }`. Options of each go
 * into the property's `custom`; they are described where the component is.
 */
export const shownAs = {
  money: { ...shownBy('CpMoney'), edit: 'CpMoneyEdit', filter: 'CpMoneyFilter' },
  date: { ...shownBy('CpDate'), edit: 'CpDateEdit', filter: 'CpDateFilter' },
  /** `custom.tones`; for a reference `custom.toneFrom`. */
  status: { ...shownBy('CpStatus'), filter: 'CpTextFilter' },
  /** A status that is a record of its own. */
  statusReference: { ...shownBy('CpStatus'), edit: 'CpReferenceEdit', filter: 'CpReferenceFilter' },
  choice: { ...shownBy('CpText'), edit: 'CpTextEdit', filter: 'CpTextFilter' },
  document: { ...shownBy('CpDocument') },
  /** Objects and long texts, shown as they are. */
  plain: { ...shownBy('CpJson') },
  /** A plain number in a narrow column. */
  number: { ...shownBy('CpNumber') },
  /** Milliseconds. */
  duration: { ...shownBy('CpDuration') },
  boolean: { ...shownBy('CpBoolean'), edit: 'CpBooleanEdit', filter: 'CpBooleanFilter' },
  reference: { ...shownBy('CpReference'), edit: 'CpReferenceEdit', filter: 'CpReferenceFilter' },
  secret: { edit: 'CpSecretEdit' },
  /** `custom` is a `RowsOptions`. */
  rows: { ...shownBy('CpRows'), edit: 'CpRowsEdit' },
  templates: { show: 'CpTemplates', edit: 'CpTemplatesEdit' },
  textArea: { ...shownBy('CpText'), edit: 'CpTextAreaEdit' },
} as const satisfies Record<string, Places>
