/** The sections of every example's README, in order. */
export const exampleSections: readonly string[] = [
  'Run it without an account',
  'Set it up',
  'What to change first',
  'How it works',
  'Variables',
  'Deploy',
  'Test',
  'Troubleshooting',
  'Good to know',
  'Not verified',
]
