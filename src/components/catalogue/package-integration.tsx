import { type ActionProps, ApiClient, ViewHelpers } from 'adminjs'
import React, { useEffect, useState } from 'react'
import { Link } from 'react-router-dom'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'

/** Whether any product can be chosen at all; null until it is known. */
const useHasProducts = (): boolean | null => {
  const [hasProducts, setHasProducts] = useState<boolean | null>(null)
  useEffect(() => {
    let isCurrent = true
    new ApiClient().searchRecords({ resourceId: 'Product', query: '' }).then(
      (found) => isCurrent && setHasProducts(found.length > 0),
      // Without an answer the field itself still works.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [])
  return hasProducts
}

/** What a package without a product means and, while there are no products, where they come from. */
const PackageIntegration: React.FC<ActionProps> = ({ record }) => {
  const { at } = useWords()
  const hasProducts = useHasProducts()
  const message = (name: string): string => at(`resources.ContentPackage.messages.${name}`)
  if (record?.params.productId || hasProducts === null) return null
  return (
    <div className="cp-section">
      {hasProducts ? (
        <Alert tone="info" title={message('noProductTitle')}>
          {message('noProductText')}
        </Alert>
      ) : (
        <Alert
          tone="warning"
          title={message('noProductsTitle')}
          action={
            <Link className="cp-link" to={new ViewHelpers().resourceUrl({ resourceId: 'Integration' })}>
              {message('openIntegrations')}
            </Link>
          }
        >
          {message('noProductsText')}
        </Alert>
      )}
    </div>
  )
}
export default PackageIntegration
