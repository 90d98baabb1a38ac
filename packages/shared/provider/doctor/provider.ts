import type { Finding } from '@/doctor/finding'

/** An app without a provider has nothing to check. */
export async function checkProvider(): Promise<Finding[]> {
  return []
}
