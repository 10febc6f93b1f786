import { Icon } from '@adminjs/design-system'
import { useCurrentAdmin, ViewHelpers } from 'adminjs'
import React, { useEffect } from 'react'
import { Link } from 'react-router-dom'
import { GlobalStyle } from '../style/global-style.js'
import { useWords } from '../words.js'
import { wordSessionEnd } from './session-end.js'

/** Who is signed in, in which role, and the way out; on narrow windows also the menu's button. */
const TopBar: React.FC<{ toggleSidebar: () => void }> = ({ toggleSidebar }) => {
  const { word, at } = useWords()
  const [admin] = useCurrentAdmin()
  const urls = new ViewHelpers()
  const name = String(admin?.title ?? admin?.name ?? admin?.email ?? '')
  const role = typeof admin?.role === 'string' ? at(`roles.${admin.role}`) : ''
  const sessionExpired = word('sessionExpired')

  useEffect(() => wordSessionEnd(sessionExpired), [sessionExpired])

  return (
    <header className="cp-topbar">
      <GlobalStyle />
      <button
        type="button"
        className="cp-icon-button cp-topbar-menu"
        aria-label={word('openMenu')}
        onClick={toggleSidebar}
      >
        <Icon icon="Menu" size={22} />
      </button>
      <Link className="cp-topbar-name" to={urls.dashboardUrl()}>
        {word('productName')}
      </Link>
      <span className="cp-topbar-space" />
      {admin?.email && (
        <div className="cp-user" data-testid="signed-in">
          <span className="cp-user-mark" aria-hidden="true">
            {name.slice(0, 1).toUpperCase()}
          </span>
          <div className="cp-user-words">
            <div className="cp-user-name" title={admin.email}>
              {name}
            </div>
            {role && <div className="cp-user-role">{role}</div>}
          </div>
          <a className="cp-logout" href={urls.logoutUrl()}>
            <Icon icon="LogOut" />
            {word('logout')}
          </a>
        </div>
      )}
    </header>
  )
}
export default TopBar
