/** A section of a README, with the parts that it has to contain. */
interface Section {
  readonly title: string
  readonly parts?: readonly string[]
}

/** The sections of every example's README, in order. */
export const exampleSections: readonly Section[] = [
  { title: 'Run it without an account' },
  { title: 'Set it up' },
  {
    title: 'Make it yours',
    parts: [
      'Rename the app',
      'Change the colors',
      'Add a column',
      'Add a table with its page',
      'Remove the demo',
    ],
  },
  { title: 'How it works' },
  { title: 'Variables' },
  { title: 'Deploy' },
  { title: 'Test' },
  { title: 'Security' },
  { title: 'Troubleshooting' },
  { title: 'Not verified' },
]
