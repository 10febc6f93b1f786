import { isIP } from 'node:net'
import { DataSource } from 'typeorm'
import { z } from 'zod'
import type { OnAlert } from './alerts/alert-notice.js'
import { deliveryOptions } from './delivery-options.js'
import type { Gateway } from './gateways/gateway.js'
import { refuseGateways } from './gateways/registry.js'
import { withLoggableErrors } from './loggable-error.js'
import { refuseEncryptionKeys } from './secrets/encryption-keys.js'

/** The part of a pino logger that the package uses: fields first, then a stable dotted name. */
export interface Logger {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} }

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const isCidr = (text: string): boolean => {
  const [address = '', prefix = '', ...rest] = text.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
}

const schema = z.strictObject({
  /**
   * The host's TypeORM DataSource on PostgreSQL, with our entities and migrations in its own lists. Already initialised:
   * initialising replaces its subscribers, and with ours gone no event would ever be recorded.
   */
  dataSource: z.instanceof(DataSource).refine((dataSource) => dataSource.isInitialized, 'not initialised yet'),
  /**
   * 32 random bytes in base64, or a list of such keys. Encrypts secrets at rest and signs the panel's sessions; lose it,
   * and every secret must be typed in again. Of a list the first one seals and all open. To change the key: add the new
   * one at the end in every process, then put it first, run `reencryptSecrets`, take the old one out.
   */
  encryptionKey: z
    .union([z.string(), z.array(z.string()).readonly()])
    .superRefine((given, check) => {
      for (const { path, message } of refuseEncryptionKeys(given)) {
        check.addIssue({ code: 'custom', path: path.split('.').slice(1).map(Number), message })
      }
    })
    .transform((given): readonly string[] => [given].flat()),
  /** The provider's time zone, in which days begin and end and instants are shown. */
  timeZone: z.string().refine(isTimeZone, 'not an IANA time zone').default('America/Sao_Paulo'),
  /** Where webhooks may go. Widen it for platforms on your own network only: it is what keeps the panel from being a port scanner. */
  endpoints: z
    .strictObject({
      allowHttp: z.boolean().default(false),
      allowedPorts: z.union([z.literal('any'), z.array(z.int().min(1).max(65_535))]).default([443, 8443]),
      allowedHosts: z.array(z.string()).default([]),
      allowedCidrs: z.array(z.string().refine(isCidr, 'not a network such as 10.1.0.0/16')).default([]),
    })
    .prefault({}),
  delivery: deliveryOptions,
  /** What runs by itself in a process that was started with `start()`; any number of such processes share the work. */
  jobs: z
    .strictObject({
      /** Off: this process only delivers. Some other one must run the jobs, or nothing ever expires. */
      enabled: z.boolean().default(true),
      /** Hour of the provider's day from which the daily jobs run. They read much: choose a quiet one. */
      dailyHour: z.int().min(0).max(23).default(4),
      /** How long a job belongs to the process that runs it; after a crash it waits that long. */
      leaseMs: z.int().min(1_000).default(60_000),
      /** Longest time until a due job is noticed. Shorter finds it sooner and asks the database more often. */
      pollMs: z.int().min(10).default(5_000),
      /** Jobs that run in this process at once, each on a connection of its own. */
      maxRunning: z.int().min(1).default(4),
    })
    .prefault({}),
  /** BR-09: how long a replaced signing secret still signs beside the new one. Longer gives platforms time to change it. */
  secretOverlapMs: z
    .int()
    .min(0)
    .default(24 * 3_600_000),
  retention: z
    .strictObject({
      /** BR-75: days after which what was sent and answered is forgotten. More helps support, less holds less personal data. */
      attemptBodiesDays: z.int().min(1).max(3650).default(90),
      /** BR-76: days after which a customer is forgotten although a platform was not told. Less keeps him for a shorter time. */
      anonymizeAfterStuckDays: z.int().min(1).max(365).default(30),
      /**
       * Days after which an attempt is removed whole, if its event is settled: that, when and with what outcome it was
       * made. More answers for longer when something was sent, and costs some 300 bytes a day for each.
       */
      attemptDays: z.int().min(1).max(3650).default(365),
      /**
       * Days after which a settled event is removed. What tells how a platform stands today stays, and so does what a
       * person redelivered or skipped. More keeps the timeline of a customer longer.
       */
      eventDays: z.int().min(1).max(3650).default(730),
      /** Days after which the lines of ended bulk actions, alerts that are over and older homologations are removed. */
      resultDays: z.int().min(1).max(3650).default(180),
    })
    .refine(({ attemptBodiesDays, attemptDays }) => attemptBodiesDays <= attemptDays, {
      path: ['attemptDays'],
      message: 'must not be below attemptBodiesDays',
    })
    .refine(({ attemptDays, eventDays }) => attemptDays <= eventDays, {
      path: ['eventDays'],
      message: 'must not be below attemptDays',
    })
    .prefault({}),
  alerts: z
    .strictObject({
      /** BR-54: hours after which an unblocking that did not reach its platform is an alert. Fewer tell sooner, and of short outages too. */
      resumeUndeliveredHours: z.int().min(1).max(720).default(4),
      /** Runs of a background job that fail one after the other before it is an alert. Fewer tell of what the next run cures. */
      jobFailures: z.int().min(1).max(100).default(3),
    })
    .prefault({}),
  /**
   * Called when something needs a person, and when that is over: see `AlertNotice`. In one process at a time of those
   * that have it and run jobs; again later when it throws or takes more than ten seconds. Without it the panel shows the
   * same. It runs in this process: what blocks the event loop blocks delivery.
   */
  onAlert: z.custom<OnAlert>((value) => typeof value === 'function', 'not a function').optional(),
  /**
   * Kinds of platforms of your own, beside `outros`: see `Gateway`. Their names are stored with each integration, so one
   * that is in use must stay in the list; without it nothing is sent to its platforms.
   */
  gateways: z
    .array(z.custom<Gateway>())
    .superRefine((given, check) => {
      for (const { index, message } of refuseGateways(given)) check.addIssue({ code: 'custom', path: [index], message })
    })
    .default([]),
  /**
   * Compares every active integration with its platform once a day, at `jobs.dailyHour`, and shows what differs. It never
   * corrects by itself. Off: only *Reconciliar* does. Reads a platform's whole list of users.
   */
  reconcileDaily: z.boolean().default(true),
  /** BR-37: lets packages be added while the service is suspended for debt. */
  linkWhileInDebt: z.boolean().default(false),
  /**
   * BR-35: days of a *desbloqueio em confiança*: what its form proposes, and the most that anybody may give. Longer is
   * kinder to customers who pay late, and gives away more to those who don't.
   */
  trustUnlock: z
    .strictObject({
      defaultDays: z.int().min(1).default(1),
      maxDays: z.int().min(1).max(90).default(3),
    })
    .refine(({ defaultDays, maxDays }) => defaultDays <= maxDays, {
      path: ['defaultDays'],
      message: 'must not be above maxDays',
    })
    .prefault({}),
  /** Gets one wide line per attempt; never secrets, payloads, documents, phones or e-mails. Silent by default. */
  logger: z.custom<Logger>((value) => typeof (value as Logger | null)?.info === 'function').default(SILENT),
})

/** What a host writes. */
export type ContentPlatformsOptions = z.input<typeof schema>
/** The same with every default in its place. */
export type ResolvedOptions = z.output<typeof schema>

/** Fills in the defaults. Throws a `TypeError` that names the path of each wrong option. */
export const resolveOptions = (given: ContentPlatformsOptions): ResolvedOptions => {
  const result = schema.safeParse(given)
  if (result.success) return { ...result.data, logger: withLoggableErrors(result.data.logger) }
  const issues = result.error.issues.map((issue) => `${issue.path.join('.') || 'options'}: ${issue.message}`)
  throw new TypeError(`contentPlatforms: ${issues.join('; ')}`, { cause: result.error })
}
