/** AdminJS's writing actions, closed to everybody: such records are made by the system. */
export const readOnlyActions = {
  new: { isAccessible: false },
  edit: { isAccessible: false },
  delete: { isAccessible: false },
  bulkDelete: { isAccessible: false },
} as const
