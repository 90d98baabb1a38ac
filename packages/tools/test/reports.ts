/** A report as vitest's `json` reporter writes it: test name → status. */
export function vitestReport(tests: Readonly<Record<string, string>>) {
  const failed = Object.values(tests).includes('failed')
  return {
    testResults: [
      {
        name: 'some.test.ts',
        status: failed ? 'failed' : 'passed',
        assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
      },
    ],
  }
}

/** A report as Playwright's `json` reporter writes it: test name → status, two suites deep. */
export function playwrightReport(tests: Readonly<Record<string, string>>, expected = 'passed') {
  const specs = Object.entries(tests).map(([title, status]) => ({
    title,
    tests: [{ expectedStatus: expected, status }],
  }))
  return {
    suites: [{ title: 'some.spec.ts', specs: [], suites: [{ title: 'a', specs }] }],
    errors: [],
  }
}
