import { Button, Icon } from '@adminjs/design-system'
import React, { useRef, useState } from 'react'
import { useWords } from '../words.js'

/** The browser's clipboard exists on https pages only; elsewhere the selected text is copied the old way. */
const copyFrom = async (input: HTMLInputElement): Promise<boolean> => {
  input.select()
  try {
    await navigator.clipboard.writeText(input.value)
    return true
  } catch {
    return document.execCommand('copy')
  }
}

/** A value that is on the screen this once, with a button that copies it. */
export const ShownOnce: React.FC<{ value: string; label: string }> = ({ value, label }) => {
  const { word } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    if (input.current) setIsCopied(await copyFrom(input.current))
  }
  return (
    <div className="cp-once">
      <input
        ref={input}
        className="cp-input"
        aria-label={label}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
      />
      <Button type="button" variant="contained" onClick={copy}>
        <Icon icon={isCopied ? 'Check' : 'Copy'} />
        <span aria-live="polite">{word(isCopied ? 'copied' : 'copy')}</span>
      </Button>
    </div>
  )
}
