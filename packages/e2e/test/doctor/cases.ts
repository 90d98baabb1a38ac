type Env = Readonly<Record<string, string>>

/** A set-up with one thing wrong, and the one sentence about it. */
export interface Case {
  readonly what: string
  readonly change: Env
  readonly clockSeconds?: number
  readonly says: string
}

/** What a case is about: addresses that depend on the run. */
interface Places {
  readonly env: Env
  readonly emulatorUrl: string
  /** Where nothing answers. */
  readonly deadUrl: string
}

const another = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const hostOf = (url: string) => new URL(url).host

const variable = (name: string, cases: readonly (readonly [string, string, string])[]): Case[] =>
  cases.map(([what, value, says]) => ({
    ...{ what: `${name} ${what}`, change: { [name]: value }, says: `${name}: It ${says}.` },
  }))

const missing = (...names: string[]): Case[] =>
  names.flatMap((name) => variable(name, [['left out', '', 'is not set']]))

/** Of InsForge's address, in every example. */
const address = ({ emulatorUrl, deadUrl }: Places): Case[] => [
  ...variable('NEXT_PUBLIC_INSFORGE_URL', [
    ['left out', '', 'is not set'],
    ['a name alone', 'my-project', 'is not a URL'],
    ['with a path', 'http://127.0.0.1:7130/api', 'has a path; leave it out'],
    ['in quotes', '"http://127.0.0.1:7130"', 'has a quote at its beginning or end'],
  ]),
  {
    what: 'InsForge where nothing answers',
    change: { NEXT_PUBLIC_INSFORGE_URL: deadUrl },
    says: `InsForge: ${hostOf(deadUrl)} cannot be reached: ECONNREFUSED.`,
  },
  {
    what: 'InsForge where something else answers',
    change: { NEXT_PUBLIC_INSFORGE_URL: emulatorUrl },
    says: `InsForge: What answers at ${hostOf(emulatorUrl)} is not InsForge.`,
  },
  {
    what: 'a clock that is behind',
    change: {},
    clockSeconds: -400,
    says: 'Clock: It is 400 seconds behind InsForge’s.',
  },
]

/** Of the secret, where the app signs the tokens. */
const secret: Case[] = [
  ...variable('INSFORGE_JWT_SECRET', [
    ['left out', '', 'is not set'],
    ['too short', 'secret', 'is shorter than 32 characters'],
    ['the API key', `ik_${another}`, 'is InsForge’s API key, not its JWT secret'],
    ['the anon key', `anon_${another}`, 'is InsForge’s anon key, not its JWT secret'],
    ['a token', `eyJhbGciOiJIUzI1NiJ9.${another}`, 'is a token, not the secret that signs tokens'],
    ['with its equals sign', `= ${another}`, 'begins with an equals sign'],
    ['with its name', `JWT_SECRET = ${another}`, 'has the name of a variable in front of it'],
    ['with a line break', `${another}\n`, 'has spaces or a line break around it'],
    ['with one quote', `${another}"`, 'has a quote at its beginning or end'],
    ['with curly quotes', `x“${another}”x`, 'has curly quotes in it'],
  ]),
  {
    what: 'INSFORGE_JWT_SECRET of another project',
    change: { INSFORGE_JWT_SECRET: another },
    says: 'Token: InsForge rejects this app’s tokens.',
  },
]

const password = (name: string) =>
  variable(name, [
    ['left out', '', 'is not set'],
    ['too short', 'short', 'is shorter than 32 characters'],
    ['one character', 'x'.repeat(32), 'is a placeholder that anyone can know'],
    [
      'a placeholder',
      'complex_password_at_least_32_characters_long',
      'is a placeholder that anyone can know',
    ],
    ['a key', `sk_test_${another}`, 'is a key of another service'],
  ])

const asProject = "as the project's ID does with project-test-"

/** Of each provider's own. */
const ofProvider: Readonly<Record<string, (places: Places) => Case[]>> = {
  workos: ({ env, deadUrl }) => [
    ...password('WORKOS_COOKIE_PASSWORD'),
    ...missing('WORKOS_API_KEY', 'WORKOS_CLIENT_ID', 'NEXT_PUBLIC_WORKOS_REDIRECT_URI'),
    ...variable('WORKOS_API_KEY', [['the client ID', 'client_01', 'does not begin with sk_']]),
    ...variable('WORKOS_CLIENT_ID', [['the API key', 'sk_test_1', 'does not begin with client_']]),
    ...variable('NEXT_PUBLIC_WORKOS_REDIRECT_URI', [
      ['the address alone', 'http://localhost:3000', 'is not a URL that ends with /callback'],
    ]),
    {
      what: 'WORKOS_API_KEY of another environment',
      change: { WORKOS_API_KEY: 'sk_test_another' },
      says: 'WorkOS: It refuses the client ID or the secret.',
    },
    {
      what: 'WORKOS_CLIENT_ID of another environment',
      change: { WORKOS_CLIENT_ID: 'client_another' },
      says: 'WorkOS: It refuses the client ID or the secret.',
    },
    {
      what: 'a callback address that is not registered',
      change: { NEXT_PUBLIC_WORKOS_REDIRECT_URI: 'http://localhost:1/callback' },
      says: 'Callback: WorkOS does not know http://localhost:1/callback.',
    },
    {
      what: 'WorkOS where nothing answers',
      change: { WORKOS_API_PORT: new URL(deadUrl).port },
      says: `WorkOS: ${env.WORKOS_API_HOSTNAME}:${new URL(deadUrl).port} cannot be reached: ECONNREFUSED.`,
    },
  ],
  auth0: ({ deadUrl }) => [
    ...password('AUTH0_SECRET'),
    ...missing('AUTH0_DOMAIN', 'AUTH0_CLIENT_ID', 'AUTH0_CLIENT_SECRET'),
    ...variable('APP_BASE_URL', [
      ['with a path', 'http://localhost:3000/app', 'has a path; leave it out'],
    ]),
    ...variable('AUTH0_DOMAIN', [
      [
        'with https',
        'https://my-tenant.eu.auth0.com',
        'is not a host name alone, such as my-tenant.eu.auth0.com',
      ],
    ]),
    {
      what: 'half of the machine’s credentials',
      change: { AUTH0_MANAGEMENT_CLIENT_SECRET: '' },
      says: 'Account deletion: AUTH0_MANAGEMENT_CLIENT_SECRET is not set.',
    },
    {
      what: 'AUTH0_CLIENT_SECRET of another application',
      change: { AUTH0_CLIENT_SECRET: another },
      says: 'Auth0: It refuses the client ID or the secret.',
    },
    {
      what: 'AUTH0_CLIENT_ID of another application',
      change: { AUTH0_CLIENT_ID: 'another' },
      says: 'Auth0: It refuses the client ID or the secret.',
    },
    {
      what: 'a callback address that is not registered',
      change: { APP_BASE_URL: 'http://localhost:1' },
      says: 'Callback: Auth0 does not know http://localhost:1/auth/callback.',
    },
    {
      what: 'Auth0 where nothing answers',
      change: { AUTH0_DOMAIN: `http://localhost:${new URL(deadUrl).port}` },
      says: `Auth0: localhost:${new URL(deadUrl).port} cannot be reached: ECONNREFUSED.`,
    },
  ],
  kinde: ({ deadUrl }) => [
    ...missing('KINDE_ISSUER_URL', 'KINDE_CLIENT_ID', 'KINDE_CLIENT_SECRET', 'KINDE_SITE_URL'),
    ...variable('KINDE_POST_LOGOUT_REDIRECT_URL', [['a path', '/', 'is not a URL']]),
    ...variable('KINDE_CLIENT_SECRET', [
      ['with a dash', `${another.slice(0, 44)}-`, 'is not 40 to 60 letters and digits'],
    ]),
    ...variable('KINDE_ISSUER_URL', [['without https', 'my-app.kinde.com', 'is not a URL']]),
    {
      what: 'half of the machine’s credentials',
      change: { KINDE_MANAGEMENT_CLIENT_SECRET: '' },
      says: 'Account deletion: KINDE_MANAGEMENT_CLIENT_SECRET is not set.',
    },
    {
      what: 'KINDE_CLIENT_SECRET of another application',
      change: { KINDE_CLIENT_SECRET: another.slice(0, 50) },
      says: 'Kinde: It refuses the client ID or the secret.',
    },
    {
      what: 'KINDE_CLIENT_ID of another application',
      change: { KINDE_CLIENT_ID: 'another' },
      says: 'Kinde: It refuses the client ID or the secret.',
    },
    {
      what: 'a callback address that is not registered',
      change: { KINDE_SITE_URL: 'http://localhost:1' },
      says: 'Callback: Kinde does not know http://localhost:1/api/auth/kinde_callback.',
    },
    {
      what: 'Kinde where nothing answers',
      change: { KINDE_ISSUER_URL: deadUrl },
      says: `Kinde: ${hostOf(deadUrl)} cannot be reached: ECONNREFUSED.`,
    },
  ],
  stytch: ({ env, deadUrl }) => [
    ...missing('APP_URL', 'STYTCH_SECRET', 'NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN'),
    ...variable('STYTCH_SECRET', [
      ['the public token', 'public-token-test-1', `does not begin with secret-test-, ${asProject}`],
    ]),
    ...variable('NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN', [
      ['the secret', 'secret-test-1', `does not begin with public-token-test-, ${asProject}`],
    ]),
    ...variable('STYTCH_PROJECT_ID', [
      ['a name', 'my-project', 'does not begin with project-test- or project-live-'],
    ]),
    ...variable('NEXT_PUBLIC_STYTCH_API_URL', [
      ['a host alone', 'login.example.com', 'is not a URL, such as https://login.example.com'],
    ]),
    {
      what: 'the API’s secret for webhooks',
      change: { STYTCH_WEBHOOK_SECRET: 'secret-test-1' },
      says: 'Webhook: STYTCH_WEBHOOK_SECRET does not begin with whsec_.',
    },
    {
      what: 'STYTCH_SECRET of another project',
      change: { STYTCH_SECRET: `${env.STYTCH_SECRET?.slice(0, -4)}xxxx` },
      says: 'Stytch: It refuses STYTCH_PROJECT_ID or STYTCH_SECRET.',
    },
    {
      what: 'Stytch where nothing answers',
      change: { NEXT_PUBLIC_STYTCH_API_URL: deadUrl },
      says: `Stytch: ${hostOf(deadUrl)} cannot be reached: ECONNREFUSED.`,
    },
  ],
  clerk: ({ deadUrl }) => [
    ...missing('CLERK_SECRET_KEY', 'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY', 'APP_URL'),
    ...variable('CLERK_SECRET_KEY', [
      ['the publishable key', 'pk_test_1', 'does not begin with sk_'],
    ]),
    ...variable('NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY', [
      ['the secret key', 'sk_test_1', 'is not a publishable key of Clerk'],
    ]),
    ...variable('APP_URL', [['a host alone', 'app.example.com', 'is not a URL']]),
    {
      what: 'webhooks without InsForge’s key',
      change: { INSFORGE_API_KEY: '' },
      says: 'Webhook: INSFORGE_API_KEY is not set.',
    },
    {
      what: 'CLERK_SECRET_KEY of another application',
      change: { CLERK_SECRET_KEY: 'sk_test_another' },
      says: 'Clerk: It refuses CLERK_SECRET_KEY.',
    },
    {
      what: 'Clerk where nothing answers',
      change: { CLERK_API_URL: deadUrl },
      says: `Clerk: ${hostOf(deadUrl)} cannot be reached: ECONNREFUSED.`,
    },
  ],
}

/** The broken set-ups of an example. */
export function casesOf(example: string, places: Places): readonly Case[] {
  const own = ofProvider[example]?.(places) ?? []
  return [...address(places), ...(example === 'clerk' ? [] : secret), ...own]
}
