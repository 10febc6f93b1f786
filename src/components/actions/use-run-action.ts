import {
  type ActionJSON,
  type ActionResponse,
  ApiClient,
  actionHref,
  buildActionClickHandler,
  useActionResponseHandler,
  useModal,
  useNotice,
  useTranslation,
} from 'adminjs'
import type React from 'react'
import { useLocation, useNavigate } from 'react-router-dom'

interface Target {
  resourceId: string
  recordId?: string | undefined
}

type Answer = Parameters<ReturnType<typeof useActionResponseHandler>>[0]

// AdminJS calls an action without a page by GET, by which ours change nothing.
const callByPost = async ({ resourceId, recordId }: Target, actionName: string): Promise<Answer> => {
  const call = { resourceId, actionName, data: {} }
  return recordId ? new ApiClient().recordAction({ ...call, recordId }) : new ApiClient().resourceAction(call)
}

/** Opens an action's page or, for one without, asks for confirmation where it is guarded and calls the server. */
export const useRunAction = (target: Target, performed?: (response: ActionResponse) => void) => {
  const translateFunctions = useTranslation()
  const modalFunctions = useModal()
  const navigate = useNavigate()
  const location = useLocation()
  const addNotice = useNotice()
  const actionResponseHandler = useActionResponseHandler(performed)

  const call = async (action: ActionJSON): Promise<void> => {
    try {
      actionResponseHandler(await callByPost(target, action.name))
    } catch {
      addNotice({ message: 'connectionLost', type: 'error' })
    }
  }

  const callOrAsk = (action: ActionJSON): void => {
    if (!action.guard) void call(action)
    else
      modalFunctions.openModal({
        modalProps: { variant: 'danger', label: 'confirm', title: action.guard, subTitle: '' },
        type: 'confirm',
        resourceId: target.resourceId,
        confirmAction: () => void call(action),
      })
  }

  return (event: React.MouseEvent, action: ActionJSON): void => {
    if (action.component === false) {
      event.preventDefault()
      event.stopPropagation()
      callOrAsk(action)
      return
    }
    // Only an action on a whole list takes its filter along.
    const href = action.custom.keepsQuery ? actionHref(action, { resourceId: target.resourceId }) : null
    if (href) {
      event.preventDefault()
      navigate(href + location.search)
      return
    }
    buildActionClickHandler({
      action,
      params: { resourceId: target.resourceId, ...(target.recordId ? { recordId: target.recordId } : {}) },
      actionResponseHandler,
      navigate,
      location,
      translateFunctions,
      modalFunctions,
    })(event)
  }
}
