import type * as entities from '../entities/index.js'
import type { ErrorCode, FieldIssueCode } from '../errors.js'
import type { desk } from './pt-br/desk.js'
import type { privacy } from './pt-br/privacy.js'

type Constructors = {
  [N in keyof typeof entities as (typeof entities)[N] extends abstract new (
    ...args: never[]
  ) => object
    ? N
    : never]: (typeof entities)[N]
}

/** The panel's resources are named after their entities. */
export type ResourceName = keyof Constructors & string

type EntityOf<R extends ResourceName> = Constructors[R] extends abstract new (...args: never[]) => infer E ? E : never

/** One label for each value of each property whose values are a fixed set. */
type ValueLabels<E> = {
  [K in keyof E as NonNullable<E[K]> extends string ? (string extends NonNullable<E[K]> ? never : K) : never]: Record<
    NonNullable<E[K]> & string,
    string
  > &
    Record<string, string>
}

/** What the panel says about one entity. A property or an enum value without its label does not compile. */
export interface ResourceWords<R extends ResourceName> {
  /** Name of the list and of the menu entry. */
  plural: string
  singular: string
  /** What the list says while it is empty: what these records are, and the next step. */
  empty: string
  properties: Record<keyof EntityOf<R> & string, string> & Record<string, string>
  /** Labels of enum values, `<property>.<value>`, and of sections that only this resource's screens have. */
  labels: ValueLabels<EntityOf<R>> & Record<string, Record<string, string>>
  /** Helping sentences under a field, by property. */
  hints?: Record<string, string>
  messages?: Record<string, string>
  actions?: Record<string, string>
  /** Column titles of properties that are lists of rows, by property and column. */
  columns?: Record<string, Record<string, string>>
  /** Tabs of the form and of the record's page, by id. */
  tabs?: Record<string, string>
}

/** Every word of the panel in one language. */
export interface PanelWords {
  /** One sentence per refusal, which says what to do. `{{name}}` stands for an entry of the error's data. */
  errors: Record<ErrorCode, string>
  /** One sentence per refused field. `{{name}}` stands for an entry of the issue's `params`. */
  issues: Record<FieldIssueCode, string>
  resources: { [R in ResourceName]: ResourceWords<R> }
  menu: Record<MenuGroup, string>
  /** Words of the shell and of the generic components. */
  shell: Record<ShellWord, string>
  /** Words of the attendance and delivery screens. */
  desk: Record<DeskWord, string>
  /** Words of personal data, anonymisation and history. */
  privacy: Record<PrivacyWord, string>
  /** Names of fields, and of their values, that only the audit has. */
  history: { fields: Record<string, string>; values: Record<string, Record<string, string>> }
  roles: Record<entities.Role, string>
  /** AdminJS's own words and the names of actions, by AdminJS's keys; what is left out, AdminJS says in its own way. */
  admin: AdminWords
}

/** AdminJS's blocks of words, each with keys of its own. */
export interface AdminWords {
  actions: Record<string, string>
  buttons: Record<string, string>
  labels: Record<string, string>
  messages: Record<string, string>
  properties?: Record<string, string>
  components?: Record<string, object>
}

/** Named by the Portuguese words, the source of all others. */
export type DeskWord = keyof typeof desk
/** As {@link DeskWord}. */
export type PrivacyWord = keyof typeof privacy

export const MENU_GROUPS = ['attendance', 'settings', 'general', 'integrations', 'deliveries', 'system'] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

/** Words of the shell and of the generic components. */
export type ShellWord =
  | 'productName'
  | 'menu'
  | 'openMenu'
  | 'home'
  | 'logout'
  | 'sessionExpired'
  | 'connectionLost'
  | 'yes'
  | 'no'
  | 'all'
  | 'none'
  | 'choose'
  | 'searching'
  | 'nothingFound'
  | 'typeToSearch'
  | 'remove'
  | 'addRow'
  | 'moveUp'
  | 'moveDown'
  | 'noRows'
  | 'row'
  | 'sum'
  | 'secretKept'
  | 'secretSet'
  | 'showSecret'
  | 'hideSecret'
  | 'from'
  | 'to'
  | 'dateFormat'
  | 'dateTimeFormat'
  | 'openCalendar'
  | 'close'
  | 'cancel'
  | 'back'
  | 'reload'
  | 'saving'
  | 'conflictTitle'
  | 'conflictText'
  | 'tabHasErrors'
  | 'selectRecord'
  | 'selectAll'
  | 'moreActions'
  | 'recordsShown'
  | 'previousPage'
  | 'nextPage'
  | 'page'
  | 'loading'
  | 'noMatch'
  | 'noMatchText'
  | 'clearFilters'
  | 'pages'
  | 'welcome'
  | 'welcomeText'
  | 'firstSteps'
  | 'stepIntegration'
  | 'stepIntegrationText'
  | 'stepSync'
  | 'stepSyncText'
  | 'stepPackage'
  | 'stepPackageText'
  | 'stepLink'
  | 'stepLinkText'
  | 'open'
  | 'overview'
  | 'activeServices'
  | 'suspendedServices'
  | 'customers'
  | 'activePackages'
  | 'waitingEvents'
  | 'parkedLanes'
  | 'heldBrakes'
  | 'brakeHeld'
  | 'needsAttention'
  | 'signIn'
  | 'signInTitle'
  | 'signInText'
  | 'email'
  | 'password'
  | 'welcomeHeader'
  | 'copy'
  | 'copied'
