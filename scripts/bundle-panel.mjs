// Bundles the panel's components into dist/, so that no host has to do it at run time.
import AdminJS from 'adminjs'
import { createAppearance } from '../dist/panel/appearance/appearance.js'
import { bundlePanel, SHIPPED_BUNDLE_DIR } from '../dist/panel/router/bundle.js'

await bundlePanel(new AdminJS(createAppearance()), SHIPPED_BUNDLE_DIR)
