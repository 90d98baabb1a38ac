/** A character that shows something: the same as in the table's check. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\uFFF9-\uFFFB]/u

/**
 * What is wrong with a trimmed title; undefined if it can be stored. Postgres counts code points, and
 * can store no U+0000. The browser asks this too, without the schemas, which it doesn't load.
 */
export function titleProblem(title: string): string | undefined {
  if (!VISIBLE.test(title)) return 'Enter a title.'
  if ([...title].length > 200) return 'A title can have at most 200 characters.'
  return /\0|\p{Surrogate}/u.test(title) ? 'This title has an invalid character.' : undefined
}
