/** AdminJS exports its bundler without types. */
declare module 'adminjs/bundler' {
  import type AdminJS from 'adminjs'

  /** One per process: its options are set before each build. */
  export const componentsBundler: {
    inputOptions: { input: string; plugins: object[] }
    outputOptions: { file: string }
    setInputOption(key: string, value: unknown): unknown
    setOutputOption(key: string, value: unknown): unknown
    build(): Promise<void>
  }
  export function generateUserComponentEntry(admin: AdminJS, entryDirectory: string): string
}
