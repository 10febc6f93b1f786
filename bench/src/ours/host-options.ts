import type { ContentPlatformsOptions } from 'adminjs-content-platforms/worker'

export type Delivery = NonNullable<ContentPlatformsOptions['delivery']>

const complain = (fields: Record<string, unknown>, message: string) => {
  if (message !== 'delivery.attempted') process.stderr.write(`${message} ${JSON.stringify(fields).slice(0, 300)}\n`)
}

export const LOGGER = { info() {}, warn: complain, error: complain }

/** What every process of ours is given; all else is at its default. */
export const HOST_OPTIONS = {
  // Nobody's secret: it seals the signing secrets of databases that live for a minute.
  encryptionKey: Buffer.alloc(32, 'bench').toString('base64'),
  endpoints: {
    allowHttp: true,
    allowedPorts: 'any',
    allowedHosts: ['127.0.0.1'],
    allowedCidrs: ['127.0.0.0/8'],
  },
  logger: LOGGER,
} satisfies Partial<ContentPlatformsOptions>
