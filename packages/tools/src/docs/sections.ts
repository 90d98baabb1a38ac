/** A section of a README, with the parts that it has to contain. */
interface Section {
  readonly title: string
  readonly parts?: readonly string[]
}

/** The sections of every example's README, in order. */
export const exampleSections: readonly Section[] = [
  { title: 'Run it now' },
  { title: 'Set it up', parts: ['Variables'] },
  { title: 'Make it yours', parts: ['Tests'] },
  { title: 'How it works' },
  { title: 'Deploy' },
  { title: 'Security' },
  { title: 'Troubleshooting' },
  { title: 'Not verified' },
]
