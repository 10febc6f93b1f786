#!/usr/bin/env node
import { loadSparingly } from './tune-heap.js'

const END_AFTER_MS = 2_000

// Imported only now, so that a package that is not installed is a sentence too.
const load = async () => {
  try {
    return await import('./run.js')
  } catch (error) {
    const missing = /Cannot find package '([^']+)'/.exec((error as Error).message)?.[1]
    if (!missing) throw error
    process.stderr.write(`adminjs-content-platforms: ${missing} is not installed. Run: npm install ${missing}\n`)
    return undefined
  }
}

loadSparingly()
const command = await load()
process.exitCode = command ? await command.run(process.argv.slice(2)) : 3
// Whatever a configuration file left open doesn't keep the command from ending.
setTimeout(() => process.exit(), END_AFTER_MS).unref()
