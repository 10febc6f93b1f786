import type { EntityManager, QueryRunner } from 'typeorm'
import { DomainError } from '../../src/errors.js'
import { createDice } from '../support/dice.js'
import { createFacts } from './facts.js'
import { isFault } from './is-fault.js'
import { openEngine, tell, tellMemory } from './open-engine.js'
import type { ProcessInput } from './soak-input.js'

/** Changes facts through the domain, one transaction after the other, until SIGTERM. Some are rolled back once recorded. */
const input: ProcessInput = JSON.parse(process.argv[2] ?? '')

const { dataSource, engine } = await openEngine(input)
const dice = createDice(input.seed)
const pickFact = createFacts({ dice, domain: engine.domain })
const counts: Record<string, number> = {}
let stopping = false
process.on('SIGTERM', () => {
  stopping = true
})

const count = (name: string) => {
  counts[name] = (counts[name] ?? 0) + 1
}

const act = async (runner: QueryRunner, fact: (tx: EntityManager) => Promise<unknown>) => {
  await runner.startTransaction()
  await fact(runner.manager)
  if (!dice.chance(0.1)) {
    await runner.commitTransaction()
    return 'committed'
  }
  // As if something else had failed in the last moment: the events are recorded, and must never be sent.
  await runner.broadcaster.broadcast('BeforeTransactionCommit')
  await runner.rollbackTransaction()
  return 'rolled back once recorded'
}

const once = async () => {
  const runner = dataSource.createQueryRunner()
  try {
    count(await act(runner, pickFact()))
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {})
    if (error instanceof DomainError) return count('refused')
    if (!isFault(error)) tell({ kind: 'unexpected', error: String((error as Error).stack) })
    count('failed with the database')
    await new Promise((resolve) => setTimeout(resolve, 100))
  } finally {
    await runner.release().catch(() => {})
  }
}

tellMemory()
setInterval(() => tell({ kind: 'facts', counts }), 1_000).unref()
tell({ kind: 'ready' })
while (!stopping) await once()
tell({ kind: 'facts', counts })
await engine.stop()
await dataSource.destroy()
