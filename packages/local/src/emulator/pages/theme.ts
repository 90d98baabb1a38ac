/** What makes one provider's pages its own. Colours are `#rrggbb`. */
export interface Theme {
  /** The service as people know it, for example `WorkOS AuthKit`. */
  readonly service: string
  /** Behind white text, in both schemes. */
  readonly accent: string
  /** Links on the light and on the dark page. */
  readonly linkLight: string
  readonly linkDark: string
}

/** The colours that all providers' pages share, by scheme. */
export const palette = {
  light: { page: '#f6f6f9', card: '#ffffff', text: '#1b1b23', quiet: '#5b5b68', line: '#8a8a97' },
  dark: { page: '#131318', card: '#1d1d25', text: '#ececf1', quiet: '#a9a9b6', line: '#7b7b89' },
} as const

/** The colours of an error, by scheme. */
export const alarm = {
  light: { text: '#9b1c1c', surface: '#fdf1f1' },
  dark: { text: '#ffb4b4', surface: '#3a1d20' },
} as const
