import { html } from 'hono/html'
import type { Fields } from '../fields.ts'
import type { Html } from './page.ts'

/** Why a form was refused, and the field that has to change. */
export interface FormError {
  readonly field: string
  readonly sentence: string
}

/** A field of a form, by what HTML calls its parts. */
interface Field {
  readonly name: string
  readonly label: string
  readonly type: 'email' | 'password' | 'text'
  readonly autocomplete: string
  readonly value?: string
  /** True for a field that may be left empty. */
  readonly isOptional?: boolean
  readonly hint?: string
}

/** A form to be sent with POST. */
export interface Form {
  readonly action: string
  /** Sent along as they are. */
  readonly hidden: Fields
  readonly fields: readonly Field[]
  /** Checkboxes, all of them checked, by their names. */
  readonly checked?: Readonly<Record<string, string>>
  readonly button: string
  readonly error?: FormError | undefined
}

/** The form as HTML, without any script; focus starts where something has to be typed. */
export function formPage(form: Form): Html {
  const { error, checked = {} } = form
  const focus = error?.field ?? form.fields.find(({ value }) => !value)?.name
  const input = ({ name, label, type, autocomplete, value, isOptional, hint }: Field) => {
    const isWrong = error?.field === name
    const ids = [isWrong && 'error', hint && 'hint'].filter(Boolean).join(' ')
    return html`<div>
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}"${!isOptional && html` required`} autocomplete="${autocomplete}"${
      value !== undefined && html` value="${value}"`
    }${isWrong && html` aria-invalid="true"`}${ids && html` aria-describedby="${ids}"`}${
      focus === name && html` autofocus`
    }>
${hint && html`<small id="hint">${hint}</small>`}
</div>`
  }
  return html`${error && html`<p role="alert" id="error">${error.sentence}</p>`}
<form method="post" action="${form.action}">
${Object.entries(form.hidden).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
)}
${form.fields.map(input)}
${Object.entries(checked).map(
  ([name, label]) => html`<label class="check">
<input name="${name}" type="checkbox" checked> ${label}
</label>`,
)}
<button>${form.button}</button>
</form>`
}
