import type { RequestHandler } from 'express'
import { withoutThirdPartyFonts } from '../appearance/third-party-fonts.js'

// AdminJS writes each of these as one line, `window.X = <JSON>`; JSON has no line breaks of its own.
const INLINE_STATE = /(\n[ \t]*window\.(?:REDUX_STATE|THEME) = )([^\n]*)/g

/** AdminJS's page with its inline JSON unable to end the script it stands in: `<` is written as its escape. */
const withSafeState = (html: string): string =>
  html.replace(INLINE_STATE, (_line, name: string, json: string) => name + json.replaceAll('<', '\\u003c'))

const isPage = (body: unknown): body is string => typeof body === 'string' && /^\s*<!DOCTYPE html>/.test(body)

/** Rewrites AdminJS's pages on their way out; leaves every other answer alone. */
export const safePages: RequestHandler = (_request, response, next) => {
  const send = response.send.bind(response)
  response.send = (body?: unknown) => send(isPage(body) ? withoutThirdPartyFonts(withSafeState(body)) : body)
  next()
}
