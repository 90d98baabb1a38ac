import type { Difference } from './differences.ts'

/** One line that says what is wrong with a file. */
export function describe(difference: Difference): string {
  switch (difference.kind) {
    case 'missing':
      return `${difference.path} is missing: ${difference.source} has no copy there`
    case 'changed':
      return `${difference.path} differs from ${difference.source}`
    case 'mode':
      return `${difference.path} has another file mode than ${difference.source}`
    case 'stray':
      return `${difference.path} is a stray: no source has it and the manifest does not name it`
  }
}
