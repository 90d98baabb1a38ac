import { expect, stage } from './test.ts'

/** Does something to the stand-ins that life does: see `src/faults/control.ts`. */
export async function control(command: string): Promise<void> {
  const response = await fetch(`${stage.controlUrl}/${command}`, { method: 'POST' })
  expect(response.status, await response.text()).toBe(204)
}
