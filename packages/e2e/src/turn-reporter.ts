import type { Reporter, TestCase } from '@playwright/test/reporter'

/** What `playHardSuite` is told once. */
export const APP_TESTED = 'app tested'

/** Tells the process that started the suite when the tests have begun that wait more than they do. */
export default class TurnReporter implements Reporter {
  #isTold = false

  onTestBegin(test: TestCase): void {
    if (this.#isTold || test.parent.project()?.name === 'app') return
    this.#isTold = true
    process.send?.(APP_TESTED)
  }

  printsToStdio(): boolean {
    return false
  }
}
