import { expect, test } from 'vitest'
import { checkKey } from '@/auth/env'

test.each([
  ['project', 'project-test-1111', ''],
  ['project', 'project-live-1111', ''],
  ['secret', 'secret-test-x', 'project-test-1111'],
  ['secret', 'secret-live-x', 'project-live-1111'],
  ['secret', 'secret-live-x', ''],
  ['public-token', 'public-token-live-x', 'project-live-1111'],
  ['public-token', 'public-token-test-x', 'no project'],
] as const)('a %s may be %s in the project "%s"', (kind, key, projectId) => {
  expect(checkKey(kind, key, projectId)).toBeUndefined()
})

test.each([
  ['project', 'test-1111', '', 'does not begin with project-test- or project-live-'],
  ['project', 'secret-test-x', '', 'does not begin with project-test- or project-live-'],
  ['secret', 'public-token-test-x', '', 'does not begin with secret-test- or secret-live-'],
  ['secret', 'my-secret-test-x', '', 'does not begin with secret-test- or secret-live-'],
  [
    'secret',
    'secret-live-x',
    'project-test-1111',
    "does not begin with secret-test-, as the project's ID does with project-test-",
  ],
  [
    'public-token',
    'public-token-test-x',
    'project-live-1111',
    "does not begin with public-token-live-, as the project's ID does with project-live-",
  ],
] as const)('a %s may not be %s in the project "%s"', (kind, key, projectId, problem) => {
  expect(checkKey(kind, key, projectId)).toBe(problem)
})
