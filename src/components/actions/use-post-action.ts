import { type ActionProps, ApiClient, useNotice } from 'adminjs'
import { useState } from 'react'

interface Answer<D> {
  notice?: Parameters<ReturnType<typeof useNotice>>[0]
  data?: D
}

/** Runs a record's action by POST from its own screen: tells its notice, keeps the data of its last answer. */
export const usePostAction = <D>({ resource, record, action }: ActionProps, payload: object = {}) => {
  const addNotice = useNotice()
  const [isRunning, setIsRunning] = useState(false)
  const [data, setData] = useState<D | null>(null)

  const run = async (): Promise<void> => {
    if (!record || isRunning) return
    setIsRunning(true)
    try {
      const response = await new ApiClient().recordAction({
        resourceId: resource.id,
        recordId: record.id,
        actionName: action.name,
        data: payload,
      })
      const answer = response.data as Answer<D>
      setData(answer.data ?? null)
      if (answer.notice) addNotice(answer.notice)
    } catch {
      addNotice({ message: 'connectionLost', type: 'error' })
    } finally {
      setIsRunning(false)
    }
  }

  return { run, isRunning, data }
}
