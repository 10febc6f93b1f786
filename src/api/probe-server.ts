import { createServer, type Server } from 'node:http'
import { createAnswerProbe, type ProbeParts } from './answer-probe.js'
import { writeAnswer } from './write-answer.js'

export interface ProbeServer {
  port: number
  close(): Promise<void>
}

const NOT_FOUND = { status: 404, type: 'application/json; charset=utf-8', body: '{"error":"not_found"}\n' }

const listen = (server: Server, port: number, address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** Answers probes on a port of its own, without Express. Rejects if the port can't be had; 0 takes a free one. */
export const startProbeServer = async (
  parts: ProbeParts,
  { port, address }: { port: number; address: string },
): Promise<ProbeServer> => {
  const answer = createAnswerProbe(parts)
  const server = createServer(async (request, response) => {
    request.resume()
    writeAnswer(response, (await answer(request)) ?? NOT_FOUND)
  })
  await listen(server, port, address)
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
