import { createSocket, type Socket } from 'node:dgram'
import { type LookupAddress, promises } from 'node:dns'
import { once } from 'node:events'
import { isIPv4 } from 'node:net'
import type { ResolveName } from '../../src/webhooks/guarded-connector.js'

/** What the server says to one question: addresses, that there is no such name, or nothing at all. */
export type DnsAnswer = readonly string[] | 'nxdomain' | 'silence'

export interface DnsServer {
  /** Names that were asked for, with the type of the record, in order. */
  asked: readonly string[]
  /** What a name answers, question after question (of type A); the last one stays. */
  answer(name: string, ...answers: DnsAnswer[]): void
  /** For a sender's option `resolve`: real questions over UDP to this server. */
  resolve: ResolveName
  close(): Promise<void>
}

const TYPES = { A: 1, AAAA: 28 } as const
const NO_SUCH_NAME = 3

const readQuestion = (message: Buffer): { name: string; type: number; end: number } => {
  const labels: string[] = []
  let at = 12
  while (message[at]) {
    const length = message.readUInt8(at)
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 }
}

const bytesOf = (address: string): Buffer => {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const words = [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  return Buffer.from(words.map((word) => word.padStart(4, '0')).join(''), 'hex')
}

const respond = (message: Buffer, answer: readonly string[] | 'nxdomain'): Buffer => {
  const { type, end } = readQuestion(message)
  const family = type === TYPES.A ? 4 : 16
  const records = (answer === 'nxdomain' ? [] : answer).map(bytesOf).filter(({ length }) => length === family)
  const header = Buffer.from(message.subarray(0, 12))
  header.writeUInt16BE(0x8180 | (answer === 'nxdomain' ? NO_SUCH_NAME : 0), 2)
  header.writeUInt16BE(records.length, 6)
  header.fill(0, 8)
  const written = records.map((address) => {
    const record = Buffer.alloc(12) // a pointer to the name, type, class, no time to live, length
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(type, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt16BE(address.length, 10)
    return Buffer.concat([record, address])
  })
  return Buffer.concat([header, message.subarray(12, end), ...written])
}

const resolveBy = (resolver: promises.Resolver): ResolveName => {
  const ask = async (hostname: string): Promise<LookupAddress[]> => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason
    const found = (result: PromiseSettledResult<string[]>, family: 4 | 6) =>
      result.status === 'fulfilled' ? result.value.map((address) => ({ address, family })) : []
    return [...found(four, 4), ...found(six, 6)]
  }
  return (hostname, callback) => {
    ask(hostname).then(
      (addresses) => callback(null, addresses),
      (error: Error) => callback(error, []),
    )
  }
}

/** A name server on 127.0.0.1, by UDP. Names that nobody named do not exist. */
export const startDnsServer = async (): Promise<DnsServer> => {
  const socket: Socket = createSocket('udp4')
  const script = new Map<string, DnsAnswer[]>()
  const asked: string[] = []
  socket.on('message', (message, { port, address }) => {
    const { name, type } = readQuestion(message)
    asked.push(`${name} ${type === TYPES.A ? 'A' : 'AAAA'}`)
    const answers = script.get(name.toLowerCase())
    const answer = (type === TYPES.A && answers && answers.length > 1 ? answers.shift() : answers?.[0]) ?? 'nxdomain'
    if (answer !== 'silence') socket.send(respond(message, answer), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const resolver = new promises.Resolver({ timeout: 60_000, tries: 1 })
  resolver.setServers([`127.0.0.1:${socket.address().port}`])
  return {
    asked,
    answer: (name, ...answers) => void script.set(name, answers),
    resolve: resolveBy(resolver),
    close: async () => {
      resolver.cancel()
      socket.close()
      await once(socket, 'close')
    },
  }
}
