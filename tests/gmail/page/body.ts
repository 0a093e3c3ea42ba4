/**
 * The sender's HTML as Gmail would show it: parsed into a dead document (scripts don't run there), then copied element by element from a list of
 * what is allowed. `class`, `id`, `role`, `email`, `name` and data attributes stay on purpose, which is worse than the real Gmail: a reader that
 * believes anything inside a body must fail its tests.
 */
import { h } from './dom.ts'

const TAGS = new Set(
  `a abbr b blockquote br center code dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong sub sup
   table tbody td tfoot th thead tr u ul`.split(/\s+/),
)
/** Removed with everything in them; other unknown elements leave their contents behind. */
const DROPPED = new Set([
  'script',
  'style',
  'title',
  'head',
  'iframe',
  'object',
  'embed',
  'template',
  'noscript',
  'svg',
  'math',
  'form',
])
const ATTRIBUTES = new Set(
  `align alt aria-label bgcolor border cellpadding cellspacing class color colspan dir email height hidden id lang name role rowspan size title valign
   width`.split(/\s+/),
)
const LINK = /^(https?|mailto|tel):/i
/** A body may not leave its place and cover the mail client. */
const STYLES_DROPPED = ['position', 'z-index', 'top', 'left', 'right', 'bottom', 'transform', 'behavior']

declare const trustedTypes: {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string },
  ): { createHTML(text: string): string }
}
const policy = trustedTypes.createPolicy('mail-body', { createHTML: (text) => text })

export function bodyOf(message: { html?: string; text: string }): Node[] {
  if (message.html === undefined) return [h('div.plain', {}, ...withLinks(message.text))]
  const dead = new DOMParser().parseFromString(policy.createHTML(message.html), 'text/html')
  return [...dead.body.childNodes].flatMap(cleaned)
}

function cleaned(node: Node): Node[] {
  if (node instanceof Text) return [document.createTextNode(node.data)]
  if (!(node instanceof Element)) return []
  const tag = node.localName
  if (DROPPED.has(tag)) return []
  const children = [...node.childNodes].flatMap(cleaned)
  if (!TAGS.has(tag)) return children
  const copy = document.createElement(tag)
  for (const { name, value } of node.attributes) copyAttribute(copy, name, value)
  copy.append(...children)
  return [copy]
}

function copyAttribute(copy: HTMLElement, name: string, value: string): void {
  if (name === 'href' && copy.localName === 'a') return linkTo(copy, value)
  if (name === 'src' && copy.localName === 'img')
    return /^data:image\/(png|jpeg|gif);/.test(value) ? copy.setAttribute('src', value) : undefined
  if (name === 'style') {
    copy.style.cssText = value
    for (const property of STYLES_DROPPED) copy.style.removeProperty(property)
  } else if (ATTRIBUTES.has(name) || name.startsWith('data-')) copy.setAttribute(name, value)
}

function linkTo(link: HTMLElement, href: string): void {
  if (!LINK.test(href.trim())) return
  link.setAttribute('href', href)
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer')
  // The live Gmail keeps href as it was and follows this address when the link is clicked. Here href is followed.
  link.setAttribute('data-saferedirecturl', `https://www.google.com/url?q=${encodeURIComponent(href)}`)
}

function withLinks(text: string): (Node | string)[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, index) => {
    if (index % 2 === 0) return part
    const link = h('a', {}, part)
    linkTo(link, part)
    return link
  })
}
