import Link from 'next/link'
import { useState } from 'react'
import { addressOf, firstPage, nextView } from './address'
import type { TodoList, View } from './schema'

const filters = [
  ['all', 'All'],
  ['active', 'Active'],
  ['done', 'Done'],
] as const

/** Links to views, and which one was clicked until it is shown: React holds navigations back while a
 * write is pending, but not this state. */
export function useViewLinks(view: View) {
  const [clicked, setClicked] = useState<{ to: View; from: string }>()
  const address = addressOf(view)
  const isBusy = clicked?.from === address && addressOf(clicked.to) !== address
  return {
    view,
    chosen: isBusy ? clicked.to : view,
    isBusy,
    linkTo: (to: View) => ({
      href: addressOf(to),
      // A prefetch would read the list once more.
      prefetch: false,
      onNavigate: () => setClicked({ to, from: address }),
    }),
  }
}

type ViewLinks = ReturnType<typeof useViewLinks>

/** Links to the three views of the list. */
export function FilterLinks({ links }: { links: ViewLinks }) {
  return (
    <nav aria-label="Filter" className="my-4 flex gap-1">
      {filters.map(([filter, name]) => (
        <Link
          key={filter}
          {...links.linkTo(firstPage(filter))}
          aria-current={filter === links.chosen.filter ? 'page' : undefined}
          className="inline-flex min-h-11 items-center rounded-lg px-3 text-muted no-underline hover:bg-surface aria-[current=page]:bg-surface aria-[current=page]:text-foreground"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

/** The link to more rows: to a longer page first, then to older ones. */
export function MoreLinks({ list, links }: { list: TodoList; links: ViewLinks }) {
  const { view } = links
  const next = nextView(view, list)
  if (!next) return null
  return (
    <nav aria-label="More todos" className="my-4">
      <Link {...links.linkTo(next)} className="button">
        <span key={next.show}>{next.show > view.show ? 'Show more' : 'Older'}</span>
      </Link>
    </nav>
  )
}
