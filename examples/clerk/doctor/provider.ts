import { TEMPLATE } from '@/auth/template'
import * as z from '@/lib/validation'
import { askClerk, refusalOf } from './clerk'
import { type Finding, ok, wrong } from './finding'

const templatesSchema = z.array(
  z.object({
    name: z.string(),
    claims: z.record(z.string(), z.unknown()),
    custom_signing_key: z.boolean(),
    signing_algorithm: z.string(),
  }),
)

const KEYS =
  'CLERK_SECRET_KEY is under API keys: https://dashboard.clerk.com/last-active?path=api-keys'
const EDIT = 'See step 7 in README.md: https://dashboard.clerk.com/last-active?path=jwt-templates'

/** Asks Clerk for its JWT templates. Whether the signing key is InsForge's, only a token tells. */
export async function checkProvider(): Promise<Finding[]> {
  const reply = await askClerk('GET', 'jwt_templates')
  if (typeof reply === 'string') return [wrong('Clerk', reply, 'CLERK_API_URL is for a proxy.')]
  if (reply.status === 401) return [wrong('Clerk', 'It refuses CLERK_SECRET_KEY.', KEYS)]
  const { data: templates } = templatesSchema.safeParse(reply.body)
  if (!templates) return [wrong('Clerk', `It answers: ${refusalOf(reply)}.`, KEYS)]
  const known = ok('Clerk', 'It knows this app’s secret key.')
  const template = templates.find(({ name }) => name === TEMPLATE)
  const problems = template ? findProblems(template) : [`Clerk has no template “${TEMPLATE}”.`]
  if (problems.length > 0)
    return [known, ...problems.map((says) => wrong('JWT template', says, EDIT))]
  return [known, ok('JWT template', `“${TEMPLATE}” signs with HS256 for users.`)]
}

function findProblems(template: z.infer<typeof templatesSchema>[number]): string[] {
  const { claims, custom_signing_key, signing_algorithm: algorithm } = template
  const role = JSON.stringify(claims.role)
  return [
    ...(custom_signing_key ? [] : ['Its “Custom signing key” is off.']),
    ...(algorithm === 'HS256' ? [] : [`It signs with ${algorithm} in place of HS256.`]),
    ...(claims.role === 'authenticated'
      ? []
      : [`Its role is ${role} in place of "authenticated".`]),
    ...('email' in claims ? ['It has the claim email, which may be unverified: remove it.'] : []),
  ]
}
