'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { addressOf, firstPage, nextView } from './address'
import type { Filter, TodoList, View } from './schema'

const filters: Record<Filter, string> = { all: 'All', active: 'Active', done: 'Done' }

/**
 * The view that was clicked, until it is shown. React holds a navigation back while a write is
 * pending; a state of its own shows at once what was clicked.
 */
export function useClickedView(view: View) {
  const address = addressOf(view)
  const [clicked, setClicked] = useState<{ view: View; at: string }>()
  const isBusy = clicked?.at === address && addressOf(clicked.view) !== address
  return {
    chosen: isBusy ? clicked.view : view,
    isBusy,
    click: (next: View) => setClicked({ view: next, at: address }),
  }
}

type ClickedView = ReturnType<typeof useClickedView>

function ViewLink(props: {
  to: View
  clicked: ClickedView
  isCurrent?: boolean
  className: string
  children: ReactNode
}) {
  return (
    <Link
      href={addressOf(props.to)}
      // A prefetch would read the list once more.
      prefetch={false}
      onClick={() => props.clicked.click(props.to)}
      aria-current={props.isCurrent ? 'page' : undefined}
      className={props.className}
    >
      <span>{props.children}</span>
    </Link>
  )
}

/** Links to the three views of the list. */
export function FilterLinks({ clicked }: { clicked: ClickedView }) {
  return (
    <nav aria-label="Filter" className="my-4 flex gap-1">
      {(Object.keys(filters) as Filter[]).map((filter) => (
        <ViewLink
          key={filter}
          to={firstPage(filter)}
          clicked={clicked}
          isCurrent={filter === clicked.chosen.filter}
          className="filter"
        >
          {filters[filter]}
        </ViewLink>
      ))}
    </nav>
  )
}

/** Links to more rows: a longer page first, then older pages. */
export function MoreLinks({
  view,
  list,
  clicked,
}: {
  view: View
  list: TodoList
  clicked: ClickedView
}) {
  const next = nextView(view, list)
  if (!next && !view.before) return null
  return (
    <nav aria-label="More todos" className="my-4 flex gap-2">
      {view.before && (
        <ViewLink to={firstPage(view.filter)} clicked={clicked} className="button">
          Newest
        </ViewLink>
      )}
      {next && (
        <ViewLink to={next} clicked={clicked} className="button">
          {next.show > view.show ? 'Show more' : 'Older'}
        </ViewLink>
      )}
    </nav>
  )
}
