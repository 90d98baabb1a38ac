// They bound what hangs: a machine that is four times slower than a quick one passes as well.

/** Milliseconds for one test. */
export const TEST_TIMEOUT = 180_000

/** Milliseconds for a test that installs or builds something, or goes through every app. */
export const LONG_TIMEOUT = 900_000

/** Milliseconds until what a test expects has to be there. */
export const EXPECT_TIMEOUT = Number(process.env.E2E_EXPECT_TIMEOUT ?? 20_000)

/** Milliseconds until a server has to answer that was started. */
export const START_TIMEOUT = 240_000
