'use client'

import { type RefObject, useEffect, useRef } from 'react'

/**
 * When the todo that had the focus leaves the list, the focus goes to the list: it would otherwise be
 * back at the top of the page, and a keyboard's way with it.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, length: number) {
  const before = useRef(length)
  useEffect(() => {
    if (length < before.current && document.activeElement === document.body) list.current?.focus()
    before.current = length
  }, [list, length])
}
