import { parseArgs } from 'node:util'
import { CommandError, EXIT, sentenceOf } from './command-error.js'

const COMMANDS = ['worker', 'migrate', 'status', 'generate-key', 'reencrypt'] as const
export type CommandName = (typeof COMMANDS)[number]

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  config: { type: 'string', short: 'c' },
  'no-jobs': { type: 'boolean' },
  threads: { type: 'string' },
  'health-port': { type: 'string' },
  'metrics-port': { type: 'string' },
  bind: { type: 'string' },
  'drain-seconds': { type: 'string' },
  json: { type: 'boolean' },
} as const

type Flag = keyof typeof FLAGS

const OF_COMMAND: Record<CommandName, readonly Flag[]> = {
  worker: ['config', 'no-jobs', 'threads', 'health-port', 'metrics-port', 'bind', 'drain-seconds'],
  migrate: ['config'],
  status: ['config', 'json'],
  'generate-key': [],
  reencrypt: ['config'],
}

export interface CommandLine {
  command: CommandName | 'help' | 'version'
  config?: string
  noJobs: boolean
  threads?: string
  healthPort?: string
  metricsPort?: string
  bind?: string
  drainSeconds?: string
  json: boolean
}

const refuse = (message: string): never => {
  throw new CommandError(EXIT.usage, `${message}\nSee adminjs-content-platforms --help.`)
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true, strict: true })
  } catch (error) {
    return refuse(sentenceOf(error).split('. To specify')[0] ?? '')
  }
}

const isCommand = (name: string): name is CommandName => (COMMANDS as readonly string[]).includes(name)

/** Reads the arguments after the command's name. Throws a `CommandError` at anything that it doesn't know. */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  const { values, positionals } = parse(args)
  const [name, ...rest] = positionals
  const flags = {
    ...(values.config === undefined ? {} : { config: values.config }),
    ...(values.threads === undefined ? {} : { threads: values.threads }),
    ...(values['health-port'] === undefined ? {} : { healthPort: values['health-port'] }),
    ...(values['metrics-port'] === undefined ? {} : { metricsPort: values['metrics-port'] }),
    ...(values.bind === undefined ? {} : { bind: values.bind }),
    ...(values['drain-seconds'] === undefined ? {} : { drainSeconds: values['drain-seconds'] }),
    noJobs: values['no-jobs'] ?? false,
    json: values.json ?? false,
  }
  if (values.version) return { command: 'version', ...flags }
  if (values.help || name === 'help') return { command: 'help', ...flags }
  if (name === undefined) return refuse(`Which command? One of: ${COMMANDS.join(', ')}.`)
  if (!isCommand(name)) return refuse(`There is no command '${name}'. One of: ${COMMANDS.join(', ')}.`)
  if (rest[0] !== undefined) return refuse(`'${rest[0]}' is one argument too many.`)
  const foreign = Object.keys(values).find((flag) => !OF_COMMAND[name].includes(flag as Flag))
  if (foreign) return refuse(`'${name}' has no option --${foreign}.`)
  return { command: name, ...flags }
}
