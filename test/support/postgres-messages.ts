const QUERY = 'Q'.charCodeAt(0)
const PARSE = 'P'.charCodeAt(0)

/**
 * Reads what one client sends to PostgreSQL (protocol 3.0, no TLS) from its chunks, however they are cut; each call
 * returns the texts of the statements that became whole with it.
 */
export const createMessageReader = (): ((chunk: Buffer) => string[]) => {
  let rest: Buffer = Buffer.alloc(0)
  let started = false
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const statements: string[] = []
    for (;;) {
      const head = started ? 1 : 0 // only the first message has no letter
      if (rest.length < head + 4) return statements
      const end = head + rest.readUInt32BE(head)
      if (rest.length < end) return statements
      const statement = started ? statementOf(rest.subarray(0, end)) : undefined
      if (statement !== undefined) statements.push(statement)
      started = true
      rest = rest.subarray(end)
    }
  }
}

const statementOf = (message: Buffer): string | undefined => {
  if (message[0] === QUERY) return textFrom(message, 5)
  if (message[0] === PARSE) return textFrom(message, message.indexOf(0, 5) + 1) // after the statement's name
  return undefined
}

const textFrom = (message: Buffer, start: number) => message.toString('utf8', start, message.indexOf(0, start))
