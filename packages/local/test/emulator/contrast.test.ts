import { describe, expect, it } from 'vitest'
import { alarm, palette } from '../../src/emulator/pages/theme.ts'
import { auth0Theme } from '../../src/providers/auth0/theme.ts'
import { clerk } from '../../src/providers/clerk/index.ts'
import { kindeTheme } from '../../src/providers/kinde/theme.ts'
import { stytch } from '../../src/providers/stytch/index.ts'
import { workosTheme } from '../../src/providers/workos/theme.ts'
import { contrast } from './contrast.ts'

it('contrast is calculated as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

const schemes = ['light', 'dark'] as const
const pages = [auth0Theme, clerk.theme, kindeTheme, stytch.theme, workosTheme].flatMap((theme) =>
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
