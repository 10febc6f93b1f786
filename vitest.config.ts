import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url))

// The package under its own name, as the demo imports it, is the source here: one copy of each class.
const alias = [
  { find: /^adminjs-content-platforms$/, replacement: source('index.ts') },
  { find: /^adminjs-content-platforms\/entities$/, replacement: source('entities/index.ts') },
  { find: /^adminjs-content-platforms\/receiver$/, replacement: source('webhooks/receiver.ts') },
  { find: /^adminjs-content-platforms\/worker$/, replacement: source('worker.ts') },
]

const results = process.env.TEST_RESULTS

export default defineConfig({
  resolve: { alias },
  test: {
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'real parts',
          include: ['test/integration/**/*.test.ts', 'test/browser/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
