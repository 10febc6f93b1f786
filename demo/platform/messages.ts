import type { SampleIntegration } from './server.js'

/** From the platform's process to the one that started it. */
export type FromPlatform = { kind: 'listening'; port: number } | { kind: 'port-taken'; port: number }

/** To the platform's process from the one that started it. */
export type ToPlatform = { kind: 'introduce'; integrations: SampleIntegration[] }
