import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { renderEvents } from './render-events.js'

it('docs/events.md says what the catalogue says (npm run docs writes it)', async () => {
  await expect(renderEvents()).toMatchFileSnapshot(fileURLToPath(new URL('../../../docs/events.md', import.meta.url)))
})
