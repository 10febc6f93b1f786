import { Icon } from '@adminjs/design-system'
import { type ResourceJSON, useTranslation, ViewHelpers } from 'adminjs'
import React from 'react'
import { Link, useLocation } from 'react-router-dom'
import { useWords } from '../words.js'
import { menuOf } from './menu.js'

/** The menu: groups, their sections and in them the resources that the reader may see. */
const SidebarResources: React.FC<{ resources: ResourceJSON[] }> = ({ resources }) => {
  const { word, at } = useWords()
  const { translateLabel } = useTranslation()
  const { pathname } = useLocation()
  const home = new ViewHelpers().dashboardUrl()

  const entry = (label: string, href: string, icon: string | undefined, isCurrent: boolean) => (
    <li key={href}>
      <Link className="cp-nav-link" to={href} aria-current={isCurrent ? 'page' : undefined}>
        {icon && <Icon icon={icon} />}
        {label}
      </Link>
    </li>
  )

  return (
    <nav className="cp-nav" aria-label={word('menu')}>
      <ul>{entry(word('home'), home, 'Home', pathname.replace(/\/$/, '') === home.replace(/\/$/, ''))}</ul>
      {menuOf(resources).map((block) => (
        <div key={block.name} className="cp-nav-group">
          {block.name && <div className="cp-nav-title">{at(`menu.${block.name}`, block.name)}</div>}
          {block.sections.map((section) => (
            <div key={section.name}>
              {section.name && <div className="cp-nav-sub">{at(`menu.${section.name}`, section.name)}</div>}
              <ul>
                {section.resources.map((resource) => {
                  const href = resource.href ?? '/'
                  const isCurrent = pathname === href || pathname.startsWith(`${href}/`)
                  return entry(translateLabel(resource.name, resource.id), href, resource.navigation?.icon, isCurrent)
                })}
              </ul>
            </div>
          ))}
        </div>
      ))}
    </nav>
  )
}
export default SidebarResources
