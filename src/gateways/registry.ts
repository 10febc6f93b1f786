import { type Gateway, limitsOf } from './gateway.js'
import { outros } from './outros.js'

const NAME = /^[a-z0-9_-]{1,40}$/

const isGateway = (value: unknown): value is Gateway => {
  const gateway = value as Partial<Gateway> | null
  return (
    typeof gateway?.name === 'string' &&
    typeof gateway.label === 'string' &&
    typeof gateway.listProducts === 'function' &&
    typeof gateway.buildRequest === 'function' &&
    typeof gateway.readAnswer === 'function' &&
    (gateway.listAccounts === undefined || typeof gateway.listAccounts === 'function')
  )
}

/** What is wrong with a host's gateways, by their place in the list; empty when nothing is. */
export const refuseGateways = (given: readonly unknown[]): { index: number; message: string }[] => {
  const names = new Set([outros.name])
  return given.flatMap((candidate, index) => {
    const refuse = (message: string) => [{ index, message }]
    if (!isGateway(candidate)) return refuse('needs name, label, listProducts, buildRequest and readAnswer')
    if (!NAME.test(candidate.name)) return refuse('name: 1 to 40 of a-z, 0-9, - and _')
    if (candidate.label.trim() === '') return refuse('label: must not be empty')
    if (limitsOf(candidate).maxProductsPerPackage !== 1) return refuse('limits.maxProductsPerPackage: must be 1')
    if (names.has(candidate.name)) return refuse(`name: "${candidate.name}" is taken`)
    names.add(candidate.name)
    return []
  })
}

/** Every gateway by its name: `outros` first, then the host's own. */
export const createRegistry = (given: readonly Gateway[]): ReadonlyMap<string, Gateway> =>
  new Map([outros, ...given].map((gateway) => [gateway.name, gateway]))
