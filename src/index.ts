export * from './errors.js'
export { contentPlatformMigrations } from './migrations/index.js'
