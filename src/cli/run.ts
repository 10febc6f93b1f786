import { readFileSync } from 'node:fs'
import { generateEncryptionKey } from '../secrets/secret-box.js'
import { CommandError, EXIT } from './command-error.js'
import { type CommandLine, readCommandLine } from './command-line.js'
import { HELP } from './help.js'
import { createJsonLogger } from './json-logger.js'
import { createLineWriter } from './line-writer.js'
import { readConfig } from './read-config.js'
import { readLogLevel } from './read-log-level.js'
import { runMigrate } from './run-migrate.js'
import { runReencrypt } from './run-reencrypt.js'
import { runStatus } from './run-status.js'
import { runWorker } from './run-worker.js'

const readVersion = (): string =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

const say = (text: string): void => {
  process.stdout.write(`${text.trimEnd()}\n`)
}

const runCommand = async (line: CommandLine): Promise<void> => {
  const { env } = process
  const config = () => readConfig({ file: line.config, folder: process.cwd(), env })
  switch (line.command) {
    case 'help':
      return say(HELP)
    case 'version':
      return say(readVersion())
    case 'generate-key':
      return say(generateEncryptionKey())
    case 'migrate':
      return say(await runMigrate(await config()))
    case 'reencrypt':
      return say(await runReencrypt(await config()))
    case 'status':
      return say(await runStatus(await config(), line))
    case 'worker': {
      const logger = createJsonLogger(
        createLineWriter((text) => process.stdout.write(text)),
        readLogLevel(env),
      )
      return runWorker({ line, config: await config(), env, logger, version: readVersion() })
    }
  }
}

/** Runs one command; resolves to the exit code. A person's mistake is one sentence on stderr, anything else a stack. */
export const run = async (args: readonly string[]): Promise<number> => {
  try {
    await runCommand(readCommandLine(args))
    return 0
  } catch (error) {
    const text = error instanceof CommandError ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`adminjs-content-platforms: ${text}\n`)
    return error instanceof CommandError ? error.exitCode : EXIT.failed
  }
}
