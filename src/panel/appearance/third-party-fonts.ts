const FONT_LINK = /\s*<link[^>]+https:\/\/fonts\.(?:googleapis|gstatic)\.com[^>]*>/g

/** A page of AdminJS without its links to somebody else's fonts: they tell that host who opens the panel. */
export const withoutThirdPartyFonts = (html: string): string => html.replace(FONT_LINK, '')
