import { type ComponentProps, useId } from 'react'

/** A field for a title, and why the title in it was refused. */
export function TitleField({
  problem,
  ...field
}: ComponentProps<'input'> & { problem: string | undefined }) {
  const problemId = useId()
  return (
    <>
      <input
        {...field}
        name="title"
        className="field"
        autoComplete="off"
        dir="auto"
        aria-invalid={problem !== undefined}
        aria-describedby={problem && problemId}
      />
      {problem && (
        <p role="alert" id={problemId} className="order-last basis-full text-danger">
          {problem}
        </p>
      )}
    </>
  )
}
