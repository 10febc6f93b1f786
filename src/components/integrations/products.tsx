import { type ActionProps, useTranslation, ViewHelpers } from 'adminjs'
import React from 'react'
import { Link } from 'react-router-dom'
import { formatDateTime } from '../../locale/format.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import { useOverview } from './use-overview.js'

const COLUMNS = ['name', 'active', 'lastSeenAt'] as const

/** An integration's products or, before the first synchronisation, how they come about. */
const IntegrationProducts: React.FC<ActionProps> = ({ record }) => {
  const { at, word, property, timeZone } = useWords()
  const overview = useOverview(record)
  const { translateMessage } = useTranslation()
  if (!overview) return null
  if (overview.products.length === 0)
    return (
      <Alert tone="info" title={at('resources.Integration.messages.noProductsYet')}>
        {at('resources.Integration.messages.noProductsYetText')}
      </Alert>
    )
  const rest = overview.productCount - overview.products.length
  return (
    <>
      <table className="cp-table">
        <thead>
          <tr>
            {COLUMNS.map((path) => (
              <th key={path} scope="col">
                {property(path, 'Product')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {overview.products.map(({ id, name, active, lastSeenAt }) => (
            <tr key={id}>
              <td>
                <Link
                  className="cp-link"
                  to={new ViewHelpers().recordActionUrl({
                    resourceId: 'Product',
                    recordId: String(id),
                    actionName: 'show',
                  })}
                >
                  {name}
                </Link>
              </td>
              <td>{word(active ? 'yes' : 'no')}</td>
              <td>{formatDateTime(lastSeenAt, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && record && (
        <p>
          <Link
            className="cp-link"
            to={new ViewHelpers().resourceUrl({ resourceId: 'Product', search: `?filters.integrationId=${record.id}` })}
          >
            {translateMessage('seeAllProducts', 'Integration', {
              count: overview.productCount,
            })}
          </Link>
        </p>
      )}
    </>
  )
}
export default IntegrationProducts
