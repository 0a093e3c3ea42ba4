/** Elements without parsing: the page runs under Trusted Types. */
export type Attributes = Record<string, string | ((event: Event) => void)>

export function h(name: string, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElement {
  const [tag = 'div', ...classes] = name.split('.')
  const created = document.createElement(tag)
  if (classes.length > 0) created.className = classes.join(' ')
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'string') created.setAttribute(key, value)
    else created.addEventListener(key, value)
  }
  created.append(...children)
  return created
}

const SVG = 'http://www.w3.org/2000/svg'

/** Plain line drawings of our own, 20 by 20. */
const SHAPES = {
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  search: 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM12.6 12.6 17 17',
  pen: 'm4 16 1-4 8.5-8.5 3 3L8 15l-4 1Z',
  inbox: 'M3 11 5 4h10l2 7v5H3v-5Zm0 0h4l1 2h4l1-2h4',
  star: 'm10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6L10 3Z',
  sent: 'm3 4 14 6-14 6 2-6-2-6Zm2 6h6',
  draft: 'M5 3h6l4 4v10H5V3Zm6 0v4h4',
  all: 'M3 5h14v10H3V5Zm0 1 7 5 7-5',
  back: 'M16 10H4m5-5-5 5 5 5',
  archive: 'M3 4h14v4H3V4Zm1 4v8h12V8M8 11h4',
  bin: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  reply: 'M8 5 3 10l5 5m-5-5h9c3 0 5 2 5 5',
} as const

export function icon(name: keyof typeof SHAPES): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', SHAPES[name])
  svg.append(path)
  return svg
}

/** A circle with somebody's initial, in a colour that depends on the address. */
export function face(person: { email: string; name: string }, size: 'small' | 'large'): HTMLElement {
  const hue = [...person.email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)
  const circle = h(
    `span.face.${size}`,
    { 'aria-hidden': 'true' },
    (person.name || person.email).slice(0, 1).toUpperCase(),
  )
  circle.style.setProperty('--hue', String(hue))
  return circle
}
