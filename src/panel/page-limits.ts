/** No list shows more at once, whatever the URL asks for. */
export const MAX_PER_PAGE = 500
/** No list goes further than this page. */
export const MAX_PAGE = 20_000
