import { loadInner } from './load.js'

// As the command does before it loads anything else.
const { loadSparingly } = (await loadInner('cli/tune-heap.js')) as { loadSparingly(): void }
loadSparingly()
