import type { Check } from '../api/checks.js'
import type { Figures } from '../metrics/own-figures.js'
import type { ResolvedOptions } from '../options.js'

/** What all threads of a process are started with: options that are data. */
export interface ThreadSettings extends Pick<ResolvedOptions, 'delivery' | 'endpoints' | 'encryptionKey'> {
  /**
   * The configuration file, if one is named, for what can't be handed over: gateways, a logger, how the database is
   * reached. Functions don't cross threads.
   */
  file: string | undefined
  folder: string
}

export interface ThreadInput extends ThreadSettings {
  /** From 1. */
  number: number
}

/** What a thread can be asked for. */
export interface ThreadCommands {
  /** Answers, as whatever turns does. */
  ping(input: undefined): Promise<void>
  readCheck(input: undefined): Promise<Check>
  readFigures(input: undefined): Promise<Figures>
  /** Drains and closes; the thread ends after its answer. */
  stop(input: { deadlineMs: number }): Promise<void>
}

export type ThreadCommand = keyof ThreadCommands

/** To a thread: a hint that events may be due, a call, or that a wish was done, or why it could not be. */
export type ToThread =
  | 'wake'
  | { call: number; name: ThreadCommand; input: unknown }
  | { done: number; error?: string | undefined }

/** From a thread. */
export type FromThread =
  | 'started'
  /** It has enough to do, and more may be due than one thread carries. */
  | 'many'
  /** Something happened of which people are alerted. */
  | 'alert'
  | { failed: { message: string; exitCode: number } }
  | { call: number; value: unknown }
  | { call: number; error: string }
  /** Wishes an integration to be deactivated. */
  | { wish: number; pause: { integrationId: number; eventId: string } }
