import { useTranslation } from 'adminjs'

/** Who asked for it, in words: a person's e-mail, or that it ran by itself. */
export const useRequester = (): ((by: string) => string) => {
  const { translateMessage } = useTranslation()
  return (by) => (by.includes('@') ? by : translateMessage('byItself', 'Reconciliation'))
}
