// Bundles the package's own components into dist/panel-bundle. Run by build.mjs in production mode, which AdminJS
// reads as it is imported.
import AdminJS from 'adminjs'
import { createComponentLoader } from '../dist/panel/appearance/component-loader.js'
import { bundlePanel } from '../dist/panel/router/bundle.js'

await bundlePanel(new AdminJS({ componentLoader: createComponentLoader() }))
