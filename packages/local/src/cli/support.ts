import { providers } from '../providers/index.ts'
import { describeSupport } from '../providers/support.ts'

// For the page that packages/tools writes.
const support = await Promise.all(providers.map(describeSupport))
process.stdout.write(JSON.stringify(support))
