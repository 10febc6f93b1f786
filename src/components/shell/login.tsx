import { useTranslation } from 'adminjs'
import React, { useState } from 'react'
import { Alert } from '../forms/alert.js'
import { GlobalStyle } from '../style/global-style.js'
import { useWords } from '../words.js'

/** What the server writes into the sign-in page. */
interface LoginState {
  action?: string
  errorMessage?: string | null
}

/** The branding as the server wrote it into the page; AdminJS exports no hook for it. */
interface PageState {
  branding?: { logo?: string | false; companyName?: string }
}

const pageWindow = window as unknown as { __APP_STATE__?: LoginState; REDUX_STATE?: PageState }

/** The sign-in page. A refused attempt says why, and the e-mail's field waits for the next one. */
const Login: React.FC = () => {
  const { word } = useWords()
  const { translateMessage } = useTranslation()
  const [isSending, setIsSending] = useState(false)
  const { action = '', errorMessage } = pageWindow.__APP_STATE__ ?? {}
  const { logo, companyName = word('productName') } = pageWindow.REDUX_STATE?.branding ?? {}
  return (
    <div className="cp-login">
      <GlobalStyle />
      <div className="cp-login-side">
        <div className="cp-login-brand">
          {logo && <img src={logo} alt="" />}
          {companyName}
        </div>
        <h1>{word('welcomeHeader')}</h1>
        <span />
      </div>
      <main className="cp-login-main">
        <form className="cp-login-form" action={action} method="POST" onSubmit={() => setIsSending(true)}>
          <h2>{word('signInTitle')}</h2>
          <p>{word('signInText')}</p>
          {errorMessage && <Alert tone="negative" title={translateMessage(errorMessage)} />}
          <div className="cp-field">
            <label className="cp-label" htmlFor="email">
              {word('email')}
            </label>
            <input
              className="cp-input"
              id="email"
              name="email"
              type="email"
              autoComplete="username"
              required
              // biome-ignore lint/a11y/noAutofocus: the page has no other purpose than this field.
              autoFocus
            />
          </div>
          <div className="cp-field">
            <label className="cp-label" htmlFor="password">
              {word('password')}
            </label>
            <input
              className="cp-input"
              id="password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          </div>
          <button type="submit" className="cp-primary-button" disabled={isSending}>
            {word('signIn')}
          </button>
        </form>
      </main>
    </div>
  )
}
export default Login
