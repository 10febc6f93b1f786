import { fileURLToPath } from 'node:url'
import { ComponentLoader } from 'adminjs'
import { COMPONENTS, OVERRIDES } from './components.js'

const pathOf = (file: string): string => fileURLToPath(new URL(`../../components/${file}`, import.meta.url))

/** A loader with every component of the panel, for the `componentLoader` of AdminJS's options. */
export const createComponentLoader = (): ComponentLoader => {
  const loader = new ComponentLoader()
  for (const [name, file] of Object.entries(COMPONENTS)) loader.add(name, pathOf(file))
  for (const [name, file] of Object.entries(OVERRIDES)) loader.override(name, pathOf(file))
  return loader
}
