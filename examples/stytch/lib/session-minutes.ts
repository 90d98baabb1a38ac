/** How long a session lasts; while a page is open, the browser's SDK lets it last that long again. */
export const SESSION_MINUTES = 60
