import { afterEach, describe, expect, test, vi } from 'vitest'
import { browserOptions } from '@/app/stytch-provider'
import { apiUrl, checkOwnUrl, ownApiUrl } from '@/auth/env'
import { serverOptions } from '@/auth/stytch'

afterEach(() => vi.unstubAllEnvs())

describe('Stytch answers', () => {
  test.each([
    ['project-test-11111111', 'https://test.stytch.com'],
    ['project-live-11111111', 'https://api.stytch.com'],
    ['project-test-live-1111', 'https://test.stytch.com'],
  ])('%s at %s', (projectId, url) => {
    vi.stubEnv('STYTCH_PROJECT_ID', projectId)
    expect(apiUrl()).toBe(url)
  })

  test.each(['project-test-11111111', 'project-live-11111111'])(
    '%s on its custom domain, where it has one',
    (projectId) => {
      vi.stubEnv('STYTCH_PROJECT_ID', projectId)
      vi.stubEnv('NEXT_PUBLIC_STYTCH_API_URL', 'https://login.example.com')
      expect(apiUrl()).toBe('https://login.example.com')
    },
  )
})

describe('NEXT_PUBLIC_STYTCH_API_URL', () => {
  test.each([undefined, '', '/'])('of %o is none', (value) => {
    vi.stubEnv('NEXT_PUBLIC_STYTCH_API_URL', value)
    expect(ownApiUrl()).toBeUndefined()
  })

  test.each(['https://login.example.com', 'https://login.example.com/'])(
    'is without a slash at its end: %s',
    (value) => {
      vi.stubEnv('NEXT_PUBLIC_STYTCH_API_URL', value)
      expect(ownApiUrl()).toBe('https://login.example.com')
    },
  )
})

describe('NEXT_PUBLIC_STYTCH_API_URL may', () => {
  test.each([
    'https://login.example.com',
    'https://login.example.com/',
    'https://login.example.com:8443',
    'http://127.0.0.1:7205',
    'http://localhost:7205',
    'http://[::1]:7205',
  ])('be %s', (url) => {
    expect(checkOwnUrl(url)).toBeUndefined()
  })

  test.each([
    ['login.example.com', 'is not a URL'],
    ['', 'is not a URL'],
    ['http://login.example.com', 'does not begin with https://'],
    ['http://localhost.evil.test', 'does not begin with https://'],
    ['http://localhost@evil.test', 'does not begin with https://'],
    ['http://127.0.0.1.nip.io', 'does not begin with https://'],
    ['ftp://localhost', 'does not begin with https://'],
    ['javascript:alert(1)', 'does not begin with https://'],
    ['https://login.example.com/sdk', 'is more than'],
    ['https://login.example.com?x', 'is more than'],
    ['https://login.example.com#x', 'is more than'],
    ['https://user@login.example.com', 'is more than'],
  ])('not be %s', (url, problem) => {
    expect(checkOwnUrl(url)).toContain(problem)
  })
})

describe('the SDK of the server', () => {
  test('finds test and live projects by itself', () => {
    expect(serverOptions(undefined)).toEqual({})
  })

  test.each(['https://login.example.com', 'HTTPS://login.example.com'])(
    'takes %s for a custom domain',
    (url) => {
      expect(serverOptions(url)).toEqual({ custom_base_url: url })
    },
  )

  test('takes an address by http, with a slash at its end, for an environment', () => {
    expect(serverOptions('http://127.0.0.1:7205')).toEqual({ env: 'http://127.0.0.1:7205/' })
  })
})

describe('the SDK of the browser', () => {
  test('takes an address by https for a custom domain', () => {
    expect(browserOptions('https://login.example.com')).toMatchObject({
      customBaseUrl: 'https://login.example.com',
    })
  })

  test('takes an address by http for that of both environments', () => {
    const url = 'http://127.0.0.1:7205'
    expect(browserOptions(url)).toEqual({
      endpoints: expect.objectContaining({ testAPIURL: url, liveAPIURL: url }),
    })
  })

  test.each([undefined, 'https://login.example.com', 'http://127.0.0.1:7205'])(
    'loads no frame of another site with the address %s',
    (url) => {
      expect(browserOptions(url).endpoints.clientsideServicesIframeURL).toBe('about:blank')
    },
  )
})
