import { describe, expect, it } from 'vitest'
import { alarm, palette } from '../../src/emulator/pages/theme.ts'
import { auth0Theme } from '../../src/providers/auth0/theme.ts'
import { clerkTheme } from '../../src/providers/clerk/theme.ts'
import { kindeTheme } from '../../src/providers/kinde/theme.ts'
import { stytchTheme } from '../../src/providers/stytch/theme.ts'
import { workosTheme } from '../../src/providers/workos/theme.ts'

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it('contrast is calculated as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

const schemes = ['light', 'dark'] as const
const pages = [auth0Theme, clerkTheme, kindeTheme, stytchTheme, workosTheme].flatMap((theme) =>
  schemes.map((scheme) => ({ theme, scheme, service: theme.service })),
)

describe.each(pages)('on a $scheme page of $service', ({ theme, scheme }) => {
  const { page, card, text, quiet, line } = palette[scheme]
  const link = scheme === 'light' ? theme.linkLight : theme.linkDark

  it.each([
    ['text', text, card],
    ['a hint', quiet, card],
    ['the footer', quiet, page],
    ['a link', link, card],
    ['an error', alarm[scheme].text, alarm[scheme].surface],
    ['a button', '#ffffff', theme.accent],
  ])('%s can be read', (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['the edge of a field', line, card],
    ['the edge of a wrong field', alarm[scheme].text, card],
    ['the focus ring', link, card],
    ['a button', theme.accent, card],
  ])('%s can be seen', (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(3)
  })
})
