// One line for each provider; all other lists of them are made from these.
export { auth0 } from './auth0/index.ts'
export { clerk } from './clerk/index.ts'
export { kinde } from './kinde/index.ts'
export { stytch } from './stytch/index.ts'
export { workos } from './workos/index.ts'
