import { useWords } from '../words.js'

interface Failure {
  message?: string | null
  errorClass?: string | null
  status?: number | null
}

/** A failed attempt in words: the platform's own, else what kind of failure it was, else the status. */
export const useFailureWords = (): ((failure: Failure) => string) => {
  const { at } = useWords()
  return ({ message, errorClass, status }) => {
    const words = message || errorClass
    if (words) return at(`resources.Integration.labels.failure.${words}`, words)
    return status ? `HTTP ${status}` : at('resources.Integration.labels.failure.unknown')
  }
}
