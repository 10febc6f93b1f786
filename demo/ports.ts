import { createServer } from 'node:net'
import { StartRefused } from './start-refused.js'

/** Refuses, in one sentence that names the variable, a port of 127.0.0.1 that can't be listened on. */
export const refuseTakenPort = (name: 'PORT' | 'PLATFORM_PORT', port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', ({ code }: NodeJS.ErrnoException) => reject(portRefused(name, port, code)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })

/** The sentence for a port that can't be listened on. */
export const portRefused = (name: 'PORT' | 'PLATFORM_PORT', port: number, code = ''): StartRefused => {
  const problem = code === 'EACCES' ? 'exige permissão de administrador' : 'já está em uso'
  return new StartRefused(`A porta ${port} ${problem}. Escolha outra, por exemplo: ${name}=${port + 100} npm start`)
}
