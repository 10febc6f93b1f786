/** One row of the comparison. */
export interface Contender {
  key: string
  label: string
  script: string
  /** Of the worker, where that is another one. */
  workerScript?: string
  variant: Record<string, boolean>
  /** A worker in a process of its own; otherwise whoever records also sends. */
  apart: boolean
  /** Can record one message per transaction. */
  transactional: boolean
}

const graphile = { script: 'contenders/graphile-worker.js', apart: true, transactional: true }
const hook = { script: 'contenders/naive-hook.js', apart: false, transactional: true }
const boss = { script: 'contenders/pg-boss.js', apart: true, transactional: true }

/** In the order in which each round runs them. Labels say what a row leaves out. */
export const CONTENDERS: readonly Contender[] = [
  {
    key: 'ours',
    label: 'adminjs-content-platforms',
    script: 'contenders/ours.js',
    workerScript: 'contenders/ours-worker.js',
    variant: {},
    apart: true,
    transactional: true,
  },
  {
    ...graphile,
    key: 'graphile-queues',
    label: 'graphile-worker, queue per key, logged',
    variant: { queues: true, log: true },
  },
  {
    ...graphile,
    key: 'graphile-log',
    label: 'graphile-worker, no queues, logged',
    variant: { queues: false, log: true },
  },
  { ...graphile, key: 'graphile', label: 'graphile-worker, no queues, no log', variant: { queues: false, log: false } },
  { ...boss, key: 'boss-strict', label: 'pg-boss key_strict_fifo, no log', variant: { strict: true } },
  { ...boss, key: 'boss', label: 'pg-boss standard, no log', variant: { strict: false } },
  { ...hook, key: 'naive', label: 'after-save hook: fetch and p-retry', variant: { bounded: false } },
  { ...hook, key: 'naive-bounded', label: 'after-save hook, 128 at once', variant: { bounded: true } },
  {
    key: 'undici',
    label: 'undici alone: the limit',
    script: 'contenders/undici-alone.js',
    variant: {},
    apart: false,
    transactional: false,
  },
]

export const contenderOf = (key: string): Contender => {
  const found = CONTENDERS.find((contender) => contender.key === key)
  if (!found) throw new TypeError(`no contender ${key}`)
  return found
}
