/** Gathers the lines of one turn of the event loop into one write: at thousands a second each write would cost more than the line. */
export const createLineWriter = (write: (text: string) => void): ((line: string) => void) => {
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length > 0) write(lines.join(''))
    lines = []
  }
  process.on('exit', flush)
  return (line) => {
    if (lines.push(line) === 1) setImmediate(flush)
  }
}
