import { ApiClient } from 'adminjs'
import { useEffect, useState } from 'react'
import type { Preview, TemplateForm } from './template-data.js'

const PAUSE_MS = 400

export interface PreviewInput {
  type: string
  template: TemplateForm | undefined
  url: unknown
  dataProfile: unknown
  parameters: unknown
}

const ask = async (input: PreviewInput): Promise<Preview | null> => {
  const { data } = await new ApiClient().resourceAction({
    resourceId: 'Integration',
    actionName: 'showTemplatePreview',
    method: 'post',
    data: input,
  })
  return (data as { data?: Preview }).data ?? null
}

/** What the template makes of a sample event, asked anew once the typing pauses. `isStale` while an answer is awaited. */
export const useTemplatePreview = (input: PreviewInput) => {
  const [preview, setPreview] = useState<(Preview & { key: string }) | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const key = JSON.stringify(input)

  useEffect(() => {
    const asked = JSON.parse(key) as PreviewInput
    if (!asked.template) return
    let isCurrent = true
    const timer = setTimeout(() => {
      ask(asked).then(
        (answer) => {
          if (!isCurrent) return
          setHasFailed(answer === null)
          if (answer) setPreview({ ...answer, key })
        },
        () => isCurrent && setHasFailed(true),
      )
    }, PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [key])

  const isOfType = preview !== null && (JSON.parse(preview.key) as PreviewInput).type === input.type
  return { preview: isOfType ? preview : null, isStale: preview?.key !== key, hasFailed }
}
