/** Who does everything here. */
export const ACTOR = { id: 'bench', role: 'system' } as const
