import { type BrandingOptions, ViewHelpers } from 'adminjs'
import React from 'react'
import { Link } from 'react-router-dom'

/** The product's mark and name, which lead home. */
const SidebarBranding: React.FC<{ branding: BrandingOptions }> = ({ branding }) => (
  <Link className="cp-brand" to={new ViewHelpers().dashboardUrl()}>
    {branding.logo && <img src={branding.logo} alt="" />}
    <span>{branding.companyName}</span>
  </Link>
)
export default SidebarBranding
