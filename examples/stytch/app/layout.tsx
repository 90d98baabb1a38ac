import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AuthProvider } from '@/lib/auth-provider'
import '@/shared/styles/index.css'
import './accent.css'

export const metadata: Metadata = {
  title: 'Todos',
  description: 'A todo list whose rows Postgres row-level security keeps apart',
}

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <AuthProvider>{children}</AuthProvider>
      </body>
    </html>
  )
}
