import { expect, it } from 'vitest'
import {
  insforgeTemplate,
  jwtTemplateError,
  renderJwtTemplate,
} from '../../../src/providers/workos/jwt-template.ts'
import { sampleUser } from '../../../src/providers/workos/user.ts'

const ann = { ...sampleUser, email: 'ann"@example.com', first_name: 'Ann', email_verified: true }

it('the template of the guide gives its three claims', () => {
  expect(renderJwtTemplate(insforgeTemplate, ann)).toEqual({
    role: 'authenticated',
    aud: 'insforge-api',
    user_email: ann.email,
  })
})

it('a variable is text inside a string and a value outside of one', () => {
  const template =
    '{"a": "{{ user.first_name }} <{{user.email}}>", "b": {{ user.email_verified }}, ' +
    '"c": {{ user.last_name }}, "d": "{{ user.last_name }}", "e": {{ user.metadata }}}'
  expect(renderJwtTemplate(template, ann)).toEqual({
    a: 'Ann <ann"@example.com>',
    b: true,
    c: null,
    d: '',
    e: {},
  })
})

it.each(['iss', 'sub', 'exp', 'iat', 'nbf', 'jti'])('the claim %s is reserved', (claim) => {
  expect(jwtTemplateError(`{"${claim}": "x"}`)).toBe(
    `the JWT template sets reserved claims: ${claim}`,
  )
})

it.each(['', '[]', 'null', '"x"', '{"a": }', '{"a": {{ user.email }}'])(
  '“%s” is no template',
  (template) => {
    expect(jwtTemplateError(template)).toBe('the JWT template is no JSON object')
  },
)

it.each([
  'usr.email',
  'user.emial',
  'user',
  'organization.id',
  "user.locale || 'en'",
  'user.constructor',
])('the variable %s is not known', (path) => {
  expect(jwtTemplateError(`{"a": {{ ${path} }}}`)).toBe(
    `the JWT template has an unknown variable: ${path}`,
  )
})
