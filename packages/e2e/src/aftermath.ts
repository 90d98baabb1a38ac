import { readTrips } from './guard/guard.ts'
import type { AppStage } from './stage.ts'

/** Whether the app never tried to leave this machine. */
export function stayedHere({ guardLog }: AppStage): boolean {
  const trips = readTrips(guardLog)
  for (const { trip, target } of trips) console.error(`The app tried to leave: ${trip} ${target}`)
  return trips.length === 0
}

/** Whether the emulator knew every route that it was asked for; it answers the others with a 501. */
export async function allKnown({ emulatorUrl }: AppStage): Promise<boolean> {
  const response = await fetch(`${emulatorUrl}/_emulate/unknown`)
  const { requests } = (await response.json()) as { requests: unknown[] }
  for (const request of requests) console.error('The emulator lacks a route:', request)
  return requests.length === 0
}
