// Next runs this before any other script of a page. Where a browser blocks storage, even looking at
// it throws: Stytch's SDK does that when it loads, and no page would work. It copes with having none.
for (const name of ['localStorage', 'sessionStorage']) {
  try {
    Reflect.get(window, name)
  } catch {
    Object.defineProperty(window, name, { value: undefined })
  }
}
