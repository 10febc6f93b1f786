/** How money, times and documents are written in Brazil. Pure, so that browser and server share it. */
export * from './document.js'
export * from './money.js'
export * from './time.js'
