import Link from 'next/link'
import type { Filter } from './schema'

const filters: Record<Filter, string> = { all: 'All', active: 'Active', done: 'Done' }

/** The address that shows the list with this filter. */
export function filterPath(filter: Filter): string {
  return filter === 'all' ? '/' : `/?filter=${filter}`
}

/** Links to the three views of the list. */
export function FilterLinks({ current }: { current: Filter }) {
  return (
    <nav className="filters" aria-label="Filter">
      {(Object.keys(filters) as Filter[]).map((filter) => (
        <Link
          key={filter}
          href={filterPath(filter)}
          aria-current={filter === current ? 'page' : undefined}
        >
          {filters[filter]}
        </Link>
      ))}
    </nav>
  )
}
