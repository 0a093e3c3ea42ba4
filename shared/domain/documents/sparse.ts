import { z } from 'zod'
import { fieldNumber } from './field-numbers.ts'

/**
 * How values of one schema are written in directory documents, and read. What is empty is left out where the schema says that
 * it must be there: null, no text, no entries, 0, false. Fields go by number, moments as milliseconds. All else is as it was:
 * texts stay texts, since erasing looks for them in the bytes (LIFE-6).
 *
 * `whole` also reads what was written before this: fields by name, nothing left out.
 */
export interface Codec {
  sparse(value: unknown): unknown
  whole(written: unknown): unknown
  /** What stands for nothing; makes a new one, as it is given to readers. Undefined: this is always written. */
  empty?: () => unknown
}

type Fields = Record<string, unknown>

const asItIs: Codec = {
  // As it will come out of the wire and the disk, and no longer shared with whoever computed it.
  sparse: (value) => (typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value),
  whole: (written) => written,
}

/** Looks at the schema once; the codec is for many values. `without`: fields of it that are neither written nor read. */
export function codecOf(schema: unknown, without: readonly string[] = []): Codec {
  if (schema instanceof z.ZodNullable) return nullable(codecOf(schema.unwrap()))
  // Absent and empty are two things here, so what is there is written.
  if (schema instanceof z.ZodOptional) return { ...codecOf(schema.unwrap()), empty: undefined }
  if (schema instanceof z.ZodDiscriminatedUnion) return union(schema, without)
  if (schema instanceof z.ZodObject) return object(schema, without)
  if (schema instanceof z.ZodArray) return array(codecOf(schema.element))
  if (schema instanceof z.ZodISODateTime) return moment
  if (schema instanceof z.ZodString) return { ...asItIs, empty: () => '' }
  if (schema instanceof z.ZodNumber) return { ...asItIs, empty: () => 0 }
  if (schema instanceof z.ZodBoolean) return { ...asItIs, empty: () => false }
  return asItIs
}

function nullable(inner: Codec): Codec {
  const unlessNull = (work: Codec['sparse']) => (value: unknown) => (value === null ? null : work(value))
  return { sparse: unlessNull(inner.sparse), whole: unlessNull(inner.whole), empty: () => null }
}

const array = (element: Codec): Codec => ({
  sparse: (value) => (value as unknown[]).map(element.sparse),
  whole: (written) => (written as unknown[]).map(element.whole),
  empty: () => [],
})

/** To the millisecond and in UTC, as the program writes them; others stay as they are. */
const moment: Codec = {
  sparse(value) {
    const at = Date.parse(value as string)
    return !Number.isNaN(at) && new Date(at).toISOString() === value ? at : value
  },
  whole: (written) => (typeof written === 'number' ? new Date(written).toISOString() : written),
}

function object(schema: z.ZodObject, without: readonly string[] = []): Codec {
  const fields = Object.entries(schema.shape).map(([name, of]) => ({
    name,
    key: fieldNumber(name) ?? name,
    codec: codecOf(of),
  }))
  const byName = new Map(fields.map((field) => [field.name, field]))
  const byKey = new Map(fields.map((field) => [field.key, field]))
  return {
    sparse(value) {
      const written: Fields = {}
      for (const [name, of] of Object.entries(value as Fields)) {
        const field = byName.get(name)
        if (of === undefined || (field && isEmpty(field.codec, of)) || without.includes(name)) continue
        written[field?.key ?? name] = (field?.codec ?? asItIs).sparse(of)
      }
      return written
    },
    whole(written) {
      const value: Fields = {}
      for (const [key, of] of Object.entries(written as Fields)) {
        const field = byKey.get(key)
        value[field?.name ?? key] = field ? field.codec.whole(of) : of
      }
      for (const { name, codec } of fields) if (codec.empty && !(name in value)) value[name] = codec.empty()
      return value
    },
  }
}

function isEmpty({ empty }: Codec, value: unknown): boolean {
  if (!empty) return false
  return Array.isArray(value) ? value.length === 0 && Array.isArray(empty()) : value === empty()
}

/** Each option has its own value of the one field that tells them apart, which is always written. */
function union(schema: z.ZodDiscriminatedUnion, without: readonly string[]): Codec {
  const { discriminator } = schema.def
  const key = fieldNumber(discriminator) ?? discriminator
  const codecs = new Map(
    (schema.options as z.ZodObject[]).flatMap((option) => {
      const codec = object(option, without)
      return [...((option.shape[discriminator] as z.ZodLiteral).values ?? [])].map(
        (value) => [value, codec] as const,
      )
    }),
  )
  const codecFor = (value: unknown) => codecs.get(value as string) ?? asItIs
  return {
    sparse: (value) => codecFor((value as Fields)[discriminator]).sparse(value),
    whole(written) {
      const fields = written as Fields
      return codecFor(fields[key] ?? fields[discriminator]).whole(written)
    },
  }
}
