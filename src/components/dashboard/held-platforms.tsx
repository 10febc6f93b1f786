import React from 'react'
import { Link } from 'react-router-dom'
import { useDeliveryWords } from '../deliveries/use-delivery-words.js'
import { Alert } from '../forms/alert.js'
import { useWords } from '../words.js'
import type { HeldPlatform } from './dashboard-data.js'

/** Platforms that nothing goes out to now: why, since when, and what follows. */
export const HeldPlatforms: React.FC<{ platforms: readonly HeldPlatform[] }> = ({ platforms }) => {
  const { word } = useWords()
  const describe = useDeliveryWords()
  return platforms.map(({ id, name, delivery, href }) => {
    const { tone, title, text } = describe(delivery)
    const link = href && (
      <Link className="cp-link" to={href}>
        {word('open')}
      </Link>
    )
    return (
      <Alert key={id} tone={tone} title={`${name}: ${title}`} action={link}>
        {text}
      </Alert>
    )
  })
}
