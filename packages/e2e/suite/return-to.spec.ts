import { forgetApp } from './session.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

const outside = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e%2e//evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https://evil.example/',
  'HTTPS://evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,evil',
  'evil.example',
  '%2F%2Fevil.example',
  `${stage.appUrl}@evil.example/`,
  `${stage.appUrl}.evil.example/`,
]

for (const start of provider.starts) {
  test(`${start} leads home where it is asked to lead elsewhere`, async ({ page }) => {
    await signIn(page)
    for (const returnTo of outside) {
      await forgetApp(page)
      await page.goto(`${start}?${new URLSearchParams({ returnTo })}`)
      await expect(page, JSON.stringify(returnTo)).toHaveURL(`${stage.appUrl}/`)
      await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
    }
  })

  test(`${start} stays here where an address is encoded twice`, async ({ page }) => {
    await signIn(page)
    for (const returnTo of ['/%2F%2Fevil.example', '/%5Cevil.example', '/%09/evil.example']) {
      await forgetApp(page)
      await page.goto(`${start}?${new URLSearchParams({ returnTo })}`)
      await expect(page).toHaveURL(`${stage.appUrl}${returnTo}`)
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
    }
  })

  test(`${start} leads back to where one was`, async ({ page }) => {
    await signIn(page)
    await forgetApp(page)
    await page.goto(`${start}?${new URLSearchParams({ returnTo: '/?filter=done' })}`)
    await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
  })
}
