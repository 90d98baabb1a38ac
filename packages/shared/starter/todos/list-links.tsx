'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { addressOf, firstPage, nextView } from './address'
import type { Filter, TodoList, View } from './schema'

const filters: Record<Filter, string> = { all: 'All', active: 'Active', done: 'Done' }

/**
 * The view that was clicked, until it is shown. React holds navigations back while a write is
 * pending, so what was clicked is a state of its own, which shows at once.
 */
export function useClickedView(view: View) {
  const [clicked, setClicked] = useState<{ view: View; from: string }>()
  const address = addressOf(view)
  const isBusy = clicked?.from === address && addressOf(clicked.view) !== address
  const click = (next: View) => setClicked({ view: next, from: address })
  return { chosen: isBusy ? clicked.view : view, isBusy, click }
}

type Clicked = ReturnType<typeof useClickedView>

/** A link to a view. A prefetch would read the list once more. */
export function ViewLink(props: {
  to: View
  clicked: Clicked
  isChosen?: boolean
  className: string
  children: ReactNode
}) {
  const { to, clicked, isChosen, className, children } = props
  return (
    <Link
      href={addressOf(to)}
      prefetch={false}
      onClick={() => clicked.click(to)}
      aria-current={isChosen ? 'page' : undefined}
      className={className}
    >
      {children}
    </Link>
  )
}

/** Links to the three views of the list. */
export function FilterLinks({ clicked }: { clicked: Clicked }) {
  return (
    <nav aria-label="Filter" className="my-4 flex gap-1">
      {(Object.keys(filters) as Filter[]).map((filter) => (
        <ViewLink
          key={filter}
          to={firstPage(filter)}
          clicked={clicked}
          isChosen={filter === clicked.chosen.filter}
          className="filter"
        >
          {filters[filter]}
        </ViewLink>
      ))}
    </nav>
  )
}

/** Links to more rows: a longer page first, then older pages. */
export function MoreLinks(props: { view: View; list: TodoList; clicked: Clicked }) {
  const { view, list, clicked } = props
  const next = nextView(view, list)
  return (
    <nav aria-label="More todos" className="my-4 flex gap-2">
      {view.before && (
        <ViewLink key="newest" to={firstPage(view.filter)} clicked={clicked} className="button">
          Newest
        </ViewLink>
      )}
      {next && (
        <ViewLink key={addressOf(next)} to={next} clicked={clicked} className="button">
          {next.show > view.show ? 'Show more' : 'Older'}
        </ViewLink>
      )}
    </nav>
  )
}
