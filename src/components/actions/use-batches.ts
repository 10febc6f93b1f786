import { ApiClient, type NoticeMessage } from 'adminjs'
import { useRef, useState } from 'react'

type Counts = Record<string, number>

interface Answer {
  notice?: NoticeMessage
  data?: Counts & { nextAfterId: number | null }
}

interface Target {
  resourceId: string
  recordId: string
  actionName: string
}

const CONNECTION_LOST: NoticeMessage = { message: 'connectionLost', type: 'error' }

/**
 * Posts an action that works in batches until none is left, adding up the counts that it answers. What was done before a
 * refusal, a lost connection or *stop* stays done; pressing again goes on with the rest.
 */
export const useBatches = ({ resourceId, recordId, actionName }: Target) => {
  const [counts, setCounts] = useState<Counts | null>(null)
  const [isRunning, setIsRunning] = useState(false)
  const [refusal, setRefusal] = useState<NoticeMessage | null>(null)
  const isUnderWay = useRef(false)

  const post = async (payload: object): Promise<Answer> => {
    const call = { resourceId, recordId, actionName, data: payload }
    return (await new ApiClient().recordAction(call)).data as Answer
  }

  const runAll = async (payload: Record<string, string>): Promise<void> => {
    let total: Counts = {}
    let afterId: number | null = 0
    while (afterId !== null && isUnderWay.current) {
      const { notice, data }: Answer = await post({ ...payload, afterId: String(afterId) })
      if (notice?.type !== 'success' || !data) return setRefusal(notice ?? CONNECTION_LOST)
      const { nextAfterId, ...done } = data
      total = Object.fromEntries(Object.entries(done).map(([name, count]) => [name, (total[name] ?? 0) + count]))
      setCounts(total)
      afterId = nextAfterId
    }
  }

  const run = async (payload: Record<string, string> = {}): Promise<void> => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsRunning(true)
    setCounts(null)
    setRefusal(null)
    try {
      await runAll(payload)
    } catch {
      setRefusal(CONNECTION_LOST)
    } finally {
      isUnderWay.current = false
      setIsRunning(false)
    }
  }

  const stop = (): void => {
    isUnderWay.current = false
  }
  return { run, stop, isRunning, counts, refusal }
}
