import type { PlannedAnswer, SeenRequest } from '../src/faults/cutting-proxy.ts'
import { expect, stage } from './test.ts'

/** Breaks or repairs what runs beside the app: see `src/faults/control.ts`. */
export async function control(command: string, body?: PlannedAnswer): Promise<void> {
  const response = await fetch(`${stage.controlUrl}/${command}`, {
    method: 'POST',
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  expect(response.status, await response.text()).toBe(204)
}

/** Has InsForge answer with this until `control('heal')`, or as many times as it says. */
export const answerWith = (plan: PlannedAnswer) => control('answer', plan)

/** Every request that InsForge got since the start of the run. */
export async function seenRequests(): Promise<SeenRequest[]> {
  const response = await fetch(`${stage.controlUrl}/seen`)
  return (await response.json()) as SeenRequest[]
}
