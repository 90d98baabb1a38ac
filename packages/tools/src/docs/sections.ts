/** The sections of every example's README, in their order. */
export const exampleSections: readonly string[] = [
  'Run it without an account',
  'Set it up',
  'Make it yours',
  'How it works',
  'Variables',
  'Deploy',
  'Test',
  'Security',
  'Troubleshooting',
  'Not verified',
]
