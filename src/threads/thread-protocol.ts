import type { Readiness } from '../api/read-readiness.js'
import type { Figures } from '../metrics/own-figures.js'

/** What a thread is started with. */
export interface ThreadInput {
  /** From 2: the process's own is the first. */
  number: number
  /** The configuration file, if one is named. */
  file: string | undefined
  folder: string
}

/** What a thread can be asked for. */
export interface ThreadCommands {
  /** Answers, as whatever turns does. */
  ping(input: undefined): Promise<void>
  readReadiness(input: undefined): Promise<Readiness>
  readFigures(input: undefined): Promise<Figures>
  /** Drains and closes; the thread ends after its answer. */
  stop(input: { deadlineMs: number }): Promise<void>
}

export type ThreadCommand = keyof ThreadCommands

/** To a thread: a hint that events may be due, or a call. */
export type ToThread = 'wake' | { call: number; name: ThreadCommand; input: unknown }

/** From a thread. */
export type FromThread =
  | 'started'
  | { failed: { message: string; exitCode: number } }
  | { call: number; value: unknown }
  | { call: number; error: string }
