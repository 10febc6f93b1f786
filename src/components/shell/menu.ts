import type { ResourceJSON } from 'adminjs'
import { MENU_GROUPS } from '../../locale/words.js'

export interface MenuSection {
  /** Last part of the path, which names it; null for resources right below their group. */
  name: string | null
  resources: ResourceJSON[]
}

export interface MenuBlock {
  name: string | null
  sections: MenuSection[]
}

const rank = (name: string | null): number => {
  const known = (MENU_GROUPS as readonly (string | null)[]).indexOf(name)
  return known < 0 ? MENU_GROUPS.length : known
}

/**
 * The menu's groups and their sections from each resource's `navigation.name`, a path such as `settings/general`.
 * Groups of ours come first, in their own order; a host's own follow in the order of its resources.
 */
export const menuOf = (resources: readonly ResourceJSON[]): MenuBlock[] => {
  const blocks = new Map<string | null, Map<string | null, ResourceJSON[]>>()
  for (const resource of resources) {
    if (!resource.href || resource.navigation?.show === false) continue
    const [group = null, section = null] = resource.navigation?.name?.split('/') ?? []
    const sections = blocks.get(group) ?? new Map<string | null, ResourceJSON[]>()
    sections.set(section, [...(sections.get(section) ?? []), resource])
    blocks.set(group, sections)
  }
  return [...blocks]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, sections]) => ({
      name,
      sections: [...sections]
        .sort(([a], [b]) => (a === null ? -1 : b === null ? 1 : rank(a) - rank(b)))
        .map(([section, members]) => ({ name: section, resources: members })),
    }))
}
