import { ApiClient, type NoticeMessage, useNotice } from 'adminjs'
import { useRef, useState } from 'react'
import { type FieldError, fieldErrorsOf, type Issue } from '../words.js'
import type { ActionTarget } from './use-action-data.js'

interface Answer {
  notice?: NoticeMessage
  redirectUrl?: string
  data?: unknown
  issues?: Issue[]
}

const CONNECTION_LOST: NoticeMessage = { message: 'errorFetchingRecord', type: 'error' }

/**
 * Posts an action's form. A second press while the first is under way does nothing. Success becomes a notice; a refusal
 * stays here for the form to show: field by field in `errors`, as a whole in `refusal`. A silent one's success is shown by
 * whoever posts.
 */
export const useActionForm = ({ resourceId, actionName, recordId }: ActionTarget, { isSilent = false } = {}) => {
  const [isBusy, setIsBusy] = useState(false)
  const [errors, setErrors] = useState<Record<string, FieldError>>({})
  const [refusal, setRefusal] = useState<NoticeMessage | null>(null)
  const isUnderWay = useRef(false)
  const addNotice = useNotice()

  const send = async (payload: object): Promise<Answer> => {
    const api = new ApiClient()
    const request = { resourceId, actionName, method: 'post' as const, data: payload }
    const { data } = recordId ? await api.recordAction({ ...request, recordId }) : await api.resourceAction(request)
    return data as Answer
  }

  const post = async (payload: object): Promise<Answer | null> => {
    if (isUnderWay.current) return null
    isUnderWay.current = true
    setIsBusy(true)
    try {
      const answer = await send(payload)
      const isDone = answer.notice?.type === 'success'
      const fields = fieldErrorsOf(answer.issues)
      setErrors(fields)
      setRefusal(isDone || Object.keys(fields).length > 0 ? null : (answer.notice ?? CONNECTION_LOST))
      if (!isDone) return null
      if (!isSilent) addNotice({ ...answer.notice, resourceId } as NoticeMessage)
      return answer
    } catch {
      setRefusal(CONNECTION_LOST)
      return null
    } finally {
      isUnderWay.current = false
      setIsBusy(false)
    }
  }

  /** A changed field is not refused any more; whether it is right, the next press tells. */
  const forget = (paths: readonly string[]): void =>
    setErrors((current) => Object.fromEntries(Object.entries(current).filter(([path]) => !paths.includes(path))))

  return { post, isBusy, errors, refusal, forget }
}
