import { useTranslation } from 'adminjs'
import React from 'react'
import { RecordLink } from '../actions/record-link.js'
import { useDeskWords } from '../desk-words.js'
import { Alert } from '../forms/alert.js'
import type { SyncGroupData } from './integration-data.js'

/** The products of one group by name; nothing for an empty one. Warns of retired ones that packages still name. */
export const SyncGroup: React.FC<{ name: string; group: SyncGroupData }> = ({ name, group }) => {
  const { desk } = useDeskWords()
  const { translateMessage } = useTranslation()
  const message = (key: string, params?: Record<string, string | number>): string =>
    translateMessage(key, 'Integration', params)
  if (group.count === 0) return null
  const rest = group.count - group.items.length
  const inUse = group.items.filter(({ packages = [] }) => packages.length > 0)
  return (
    <section className="cp-sync-group">
      <h3>{message(`sync_${name}`)}</h3>
      {inUse.length > 0 && (
        <Alert tone="warning" title={message('syncRetiredInUse')}>
          {message('syncRetiredInUseText')}
        </Alert>
      )}
      <ul>
        {group.items.map(({ externalId, code, name: product, previousName, previousCode, packages = [] }) => (
          <li key={externalId}>
            <strong>{product}</strong>
            <span className="cp-desk-soft">
              {code === externalId ? code : `${code} · ${externalId}`}
              {previousName !== undefined &&
                previousName !== product &&
                ` · ${message('syncWas', { was: previousName })}`}
              {previousCode !== undefined && previousCode !== code && ` · ${message('syncWas', { was: previousCode })}`}
            </span>
            {packages.map((item) => (
              <span key={item.id} className="cp-desk-soft">
                <RecordLink resourceId="ContentPackage" recordId={item.id}>
                  {item.name}
                </RecordLink>
                {' · '}
                {desk('linkedServices', { count: item.linked })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="cp-hint">{message('syncMore', { count: rest })}</p>}
    </section>
  )
}
