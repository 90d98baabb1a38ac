/** Stands where the list will be, while it is read. */
export function ListSkeleton() {
  return (
    <p className="empty" role="status">
      Loading your todos…
    </p>
  )
}
