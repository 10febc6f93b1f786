import type { ServerResponse } from 'node:http'

export interface LiveFeed {
  join: (response: ServerResponse) => void
  /** Sends the view to everyone who watches, at most some ten times a second. */
  announce: () => void
  close: () => void
}

const INTERVAL_MS = 100

/** Server-sent events: each message is the whole of `view()`, so a browser that was away needs nothing else. */
export const createLiveFeed = (view: () => unknown): LiveFeed => {
  const watchers = new Set<ServerResponse>()
  let timer: NodeJS.Timeout | null = null
  const message = () => `data: ${JSON.stringify(view())}\n\n`
  return {
    join: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write(`retry: 1000\n\n${message()}`)
      watchers.add(response)
      response.on('close', () => watchers.delete(response))
    },
    announce: () => {
      timer ??= setTimeout(() => {
        timer = null
        const text = message()
        for (const watcher of watchers) watcher.write(text)
      }, INTERVAL_MS)
    },
    close: () => {
      if (timer) clearTimeout(timer)
      for (const watcher of watchers) watcher.end()
    },
  }
}
