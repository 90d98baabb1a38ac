/** The sections of every example's README, in their order: whoever knows one finds their way in all. */
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
