import { PHOTO_BYTES, PHOTO_SIDE } from '../../shared/domain/model/photo.ts'

/** Beyond this, decoding would take longer than anybody waits. */
const MOST_BYTES = 30 * 1024 * 1024

/**
 * The middle of a picture as a small JPEG, base64, made on this device: the original is never sent (USR-7). A sentence when
 * the file is no picture, or none that a browser can draw safely.
 */
export async function smallSquare(file: File): Promise<{ image: string } | { problem: string }> {
  if (file.size > MOST_BYTES) return { problem: 'This file is larger than 30 MB. Choose a smaller picture.' }
  if (/svg/i.test(file.type) || /\.svgz?$/i.test(file.name)) return NO_PICTURE
  try {
    const picture = await createImageBitmap(file)
    const blob = await drawn(picture)
    picture.close()
    return blob ? { image: await base64Of(blob) } : NO_PICTURE
  } catch {
    return NO_PICTURE
  }
}

const NO_PICTURE = { problem: 'This is no picture that can be used. Choose a JPEG, PNG, WebP or GIF.' }

async function drawn(picture: ImageBitmap): Promise<Blob | null> {
  const side = Math.min(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = PHOTO_SIDE
  canvas.height = PHOTO_SIDE
  const context = canvas.getContext('2d')
  if (!context || side === 0) return null
  // JPEG knows no transparency: what would be black is white.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, PHOTO_SIDE, PHOTO_SIDE)
  context.imageSmoothingQuality = 'high'
  const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2]
  context.drawImage(picture, x, y, side, side, 0, 0, PHOTO_SIDE, PHOTO_SIDE)
  for (const quality of [0.85, 0.7, 0.5]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (blob && blob.size <= PHOTO_BYTES) return blob
  }
  return null
}

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(`${reader.result as string}`.replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(blob)
  })
