import 'server-only'
import type { SignIn, SignUp } from '@clerk/nextjs'
import { redirect } from 'next/navigation'
import { Hydrated, Waiting } from './waiting'

/**
 * A page with one of Clerk's forms. It drops a return URL that isn't a URL, on which the form fails
 * before it is shown. One that leads to another site Clerk's form ignores itself.
 */
export async function FormPage(props: {
  name: 'sign-in' | 'sign-up'
  Form: typeof SignIn | typeof SignUp
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { name, Form, searchParams } = props
  const urls = [(await searchParams).redirect_url ?? []].flat()
  if (!urls.every((url) => URL.canParse(url, 'http://app.invalid'))) redirect(`/${name}`)
  const waiting = <Waiting text={`Loading the ${name} form…`} />
  return (
    <main className="page grid justify-items-center">
      <Hydrated fallback={waiting}>
        <Form fallback={waiting} />
      </Hydrated>
    </main>
  )
}
