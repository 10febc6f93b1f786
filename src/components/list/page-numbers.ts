/** The pages worth a button: the first, the last, and those around the current one; null where some are left out. */
export const pagesAround = (page: number, last: number): (number | null)[] => {
  const wanted = [1, page - 1, page, page + 1, last].filter((candidate) => candidate >= 1 && candidate <= last)
  const pages = [...new Set(wanted)].sort((a, b) => a - b)
  return pages.flatMap((current, index) => {
    const before = pages[index - 1]
    return before !== undefined && current - before > 1 ? [null, current] : [current]
  })
}
