import { formatDate } from '../../locale/format.js'
import { useDeskWords } from '../desk-words.js'

type Data = Readonly<Record<string, unknown>>

const shown = (value: unknown): string | number =>
  typeof value === 'number'
    ? value
    : /^\d{4}-\d{2}-\d{2}$/.test(String(value))
      ? formatDate(String(value))
      : String(value)

/** The sentence for a refused item; where a count stands for many, what differs between them is left open. */
export const useReason = (): ((code: string, data?: Data | null) => string) => {
  const { refusal } = useDeskWords()
  return (code, data) =>
    refusal(code, {
      package: '…',
      until: '…',
      id: '…',
      ...Object.fromEntries(Object.entries(data ?? {}).map(([name, value]) => [name, shown(value)])),
    })
}
