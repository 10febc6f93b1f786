import { analyzeSync, Context, type Emitter, Liquid, LiquidError, Output, type Template, toValueSync } from 'liquidjs'
import { TemplateError, type TemplateReason } from './template-error.js'

// Nothing that reads a file, calls another template, keeps state between templates, builds text that no limit counts
// (`capture`) or evaluates text as an expression (`where_exp` and its kin).
const TAGS = ['assign', 'break', 'case', 'comment', 'continue', 'for', 'if', 'raw', 'unless', '#']
const FILTERS = [
  ...['abs', 'at_least', 'at_most', 'ceil', 'divided_by', 'floor', 'minus', 'modulo', 'plus', 'round', 'times'],
  ...['append', 'capitalize', 'downcase', 'lstrip', 'prepend', 'remove', 'remove_first', 'remove_last', 'replace'],
  ...['replace_first', 'replace_last', 'rstrip', 'slice', 'split', 'squish', 'strip', 'strip_newlines', 'truncate'],
  ...['truncatewords', 'upcase', 'url_encode', 'base64_encode', 'sha256'],
  ...['compact', 'concat', 'first', 'join', 'last', 'map', 'reverse', 'size', 'sort', 'uniq', 'where'],
  ...['date', 'default', 'json', 'to_integer'],
]

/** Longest source of one text. */
const MAX_SOURCE = 64 * 1024
/** Objects and characters that one text may make on its way, as LiquidJS counts them. */
const MAX_MEMORY = 500_000

const pick = <T>(all: Record<string, T>, names: readonly string[]): Record<string, T> =>
  // Without a prototype, or `{% constructor %}` would find something.
  Object.assign(Object.create(null), Object.fromEntries(names.map((name) => [name, all[name]])))

const createLiquid = (outputEscape?: (value: unknown) => string): Liquid => {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    lenientIf: true,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    timezoneOffset: 0,
    locale: 'en-US',
    parseLimit: MAX_SOURCE,
    memoryLimit: MAX_MEMORY,
    ...(outputEscape ? { outputEscape } : {}),
  })
  // The objects that its parser asks by name; nothing else of LiquidJS can be reached from a template.
  Object.assign(liquid, { tags: pick(liquid.tags, TAGS), filters: pick(liquid.filters, FILTERS) })
  return liquid
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') throw new TemplateError('notText')
  return String(value)
}

const ENGINES = {
  /** Values stand in the text as they are. */
  text: createLiquid(),
  /** Each value is encoded for a URL; what stands around it is not. */
  url: createLiquid((value) => encodeURIComponent(textOf(value))),
}

/** What the texts of one request may use up together. */
export interface RenderBudget {
  /** On the clock of `performance.now()`. */
  deadlineMs: number
  charactersLeft: number
  /** Whether a variable that isn't there is a mistake; else it is empty. */
  strict: boolean
}

export interface CompiledText {
  engine: keyof typeof ENGINES
  templates: Template[]
}

const REASONS: readonly [RegExp, TemplateReason][] = [
  [/^undefined variable: (.*)$/, 'unknownVariable'],
  [/^undefined filter: (.*)$/, 'unknownFilter'],
  [/^tag "(.*)" not found$/, 'unknownTag'],
  [/^(?:output|tag) "?(.*?)"? not closed$/, 'notClosed'],
  [/^parse length limit exceeded$/, 'tooLarge'],
  [/limit exceeded$|Invalid (string|array) length/, 'tooCostly'],
]
const PLACE_IN_MESSAGE = /, line:\d+, col:\d+$/

const toTemplateError = (error: unknown): TemplateError => {
  if (error instanceof TemplateError) return error
  const cause = LiquidError.is(error) ? (error as LiquidError) : undefined
  const index = cause?.token.begin ?? 0
  if (cause?.originalError instanceof TemplateError) return new TemplateError(cause.originalError.reason, { index })
  const [message = ''] = (error instanceof Error ? error.message : String(error))
    .replace(PLACE_IN_MESSAGE, '')
    .split('\n')
  for (const [pattern, reason] of REASONS) {
    const match = pattern.exec(message)
    if (match) return new TemplateError(reason, { detail: reason === 'tooCostly' ? '' : (match[1] ?? ''), index })
  }
  return new TemplateError('syntax', { detail: message.slice(0, 200), index })
}

/** Parses a text. Throws a `TemplateError`. */
export const compileText = (source: string, engine: keyof typeof ENGINES = 'text'): CompiledText => {
  try {
    return { engine, templates: ENGINES[engine].parse(source) }
  } catch (error) {
    throw toTemplateError(error)
  }
}

const createEmitter = (budget: RenderBudget): Emitter & { buffer: string } => ({
  buffer: '',
  write(value: unknown) {
    const text = textOf(value)
    budget.charactersLeft -= text.length
    if (budget.charactersLeft < 0) throw new TemplateError('tooLarge')
    this.buffer += text
  },
})

const render = <T>(
  { engine }: CompiledText,
  { scope, budget }: RenderInput,
  work: (context: Context) => IterableIterator<unknown>,
): T => {
  const liquid = ENGINES[engine]
  try {
    const renderLimit = Math.max(1, budget.deadlineMs - performance.now())
    const options = { sync: true, renderLimit, strictVariables: budget.strict }
    return toValueSync<T>(
      work(new Context(scope, liquid.options, options, { liquid })) as Generator<unknown, T, unknown>,
    )
  } catch (error) {
    throw toTemplateError(error)
  }
}

export interface RenderInput {
  scope: Readonly<Record<string, unknown>>
  budget: RenderBudget
}

/** The variables that a text names from outside, each as its segments; a computed one as a list of its own. */
export const variablesOf = ({ templates }: CompiledText): unknown[][] =>
  Object.values(analyzeSync(templates, { partials: false }).globals).flatMap((places) =>
    places.map((variable) => variable.toArray()),
  )

/** The text that the template makes of the scope's values. Throws a `TemplateError`. */
export const renderText = (compiled: CompiledText, input: RenderInput): string => {
  const emitter = createEmitter(input.budget)
  const { renderer } = ENGINES[compiled.engine]
  return render<string>(compiled, input, (context) => renderer.renderTemplates(compiled.templates, context, emitter))
}

/**
 * What a template makes of the scope's values as JSON: a template that is one expression and nothing else yields its
 * value as it is (a number, a list, null where there is none), any other a text. Throws a `TemplateError`.
 */
export const renderJson = (compiled: CompiledText, input: RenderInput): unknown => {
  const [only, ...others] = compiled.templates
  if (!(only instanceof Output) || others.length > 0) return renderText(compiled, input)
  const value = render<unknown>(compiled, input, (context) => only.value.value(context, false))
  const json = JSON.stringify(value) ?? 'null'
  input.budget.charactersLeft -= json.length
  if (input.budget.charactersLeft < 0) throw new TemplateError('tooLarge')
  return JSON.parse(json)
}
