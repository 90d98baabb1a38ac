import type { Metadata } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { AuthProvider } from '@/auth/components'
import { Header } from '@/components/header'
import './globals.css'

/** The name of the app, wherever it is shown. */
const name = 'InsForge Starter'

export const metadata: Metadata = {
  title: { default: name, template: `%s · ${name}` },
  description: 'Sign-in, and data that Postgres row-level security keeps apart',
}

export default async function Layout({ children }: { children: ReactNode }) {
  // Nothing is rendered by the build: each page has a nonce of its own, and reads its variables.
  await connection()
  return (
    // Browser extensions change these two before React takes over.
    <html lang="en" suppressHydrationWarning>
      <body suppressHydrationWarning>
        <AuthProvider>
          <Header name={name} />
          {children}
        </AuthProvider>
      </body>
    </html>
  )
}
