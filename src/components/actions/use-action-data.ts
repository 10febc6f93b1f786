import { ApiClient } from 'adminjs'
import { useCallback, useEffect, useState } from 'react'
import { type FieldError, fieldErrorsOf, type Issue } from '../words.js'

export interface ActionTarget {
  resourceId: string
  actionName: string
  /** Left out for an action on no record in particular. */
  recordId?: string | undefined
  /** Query of the action. */
  params?: Readonly<Record<string, string>>
}

interface Answer<T> {
  data?: T
  issues?: Issue[]
  notice?: { message: string; type?: string }
}

const ask = async <T>({ resourceId, actionName, recordId, params }: ActionTarget): Promise<Answer<T>> => {
  const api = new ApiClient()
  const { data } = recordId
    ? await api.recordAction({ resourceId, recordId, actionName, method: 'get', ...(params ? { params } : {}) })
    : await api.resourceAction({ resourceId, actionName, method: 'get', ...(params ? { params } : {}) })
  return data as Answer<T>
}

/**
 * What a read-only action answers. `pollMs` says from the data how soon to ask again (null: not at all); a page in the
 * background waits. `failure` is the key of a message, until an answer comes; `errors` say which parameters it is about.
 */
export const useActionData = <T>(target: ActionTarget, pollMs?: (data: T) => number | null) => {
  const [data, setData] = useState<T | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [errors, setErrors] = useState<Record<string, FieldError>>({})
  const [turn, setTurn] = useState(0)
  const key = JSON.stringify(target)
  const reload = useCallback(() => setTurn((current) => current + 1), [])

  // The key stands for the target; each turn asks once.
  useEffect(() => {
    let isCurrent = true
    ask<T>(JSON.parse(key) as ActionTarget).then(
      (answer) => {
        if (!isCurrent) return
        setFailure(answer.notice?.type === 'error' ? answer.notice.message : null)
        setErrors(fieldErrorsOf(answer.issues))
        if (answer.data !== undefined) setData(answer.data)
      },
      () => isCurrent && setFailure('errorFetchingRecord'),
    )
    return () => {
      isCurrent = false
    }
  }, [key, turn])

  const waitMs = data === null ? null : (pollMs?.(data) ?? null)
  useEffect(() => {
    if (waitMs === null) return
    const timer = setInterval(() => document.hidden || reload(), waitMs)
    return () => clearInterval(timer)
  }, [waitMs, reload])

  return { data, failure, errors, reload }
}
