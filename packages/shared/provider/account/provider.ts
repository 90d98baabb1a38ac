import 'server-only'

export async function readProfile(): Promise<{ address?: string }> {
  return {}
}

export async function deleteUser(_id: string): Promise<void> {}

export async function endSession(): Promise<void> {}
