import { fieldIdSchema } from '../../shared/domain/model/folder.ts'

/** An id made of the field's name, or `fallback` where the name has no letters that an id may have; not one of `taken`. */
export function freeFieldId(name: string, fallback: string, taken: ReadonlySet<string>): string {
  const ascii = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32)
  const base = fieldIdSchema.safeParse(ascii).success ? ascii : fallback
  let id = base
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`
  return id
}
