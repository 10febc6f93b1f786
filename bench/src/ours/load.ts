import { createRequire } from 'node:module'

const { resolve } = createRequire(new URL('../../../package.json', import.meta.url))

/**
 * The package by its own name, as any host imports it. Loaded through its folder, since this one is no part of it and has
 * not installed it; typeorm so too, for there must be one copy of it.
 */
export const load = (name: string) => import(resolve(name))

/** What no host may import yet, straight from the build. */
export const loadInner = (path: string) => import(new URL(`../../../dist/${path}`, import.meta.url).href)
