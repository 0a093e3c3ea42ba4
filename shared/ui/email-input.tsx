import { TextInput, type TextInputProps } from './text-input.tsx'

export type EmailInputProps = Omit<TextInputProps, 'type' | 'inputMode' | 'spellcheck'>

/**
 * An address, kept as it was typed. Not type="email": that turns an international domain into punycode and drops spaces,
 * and addresses are stored as typed (INV-8).
 */
export function EmailInput({
  autoComplete = 'email',
  placeholder = 'name@company.com',
  ...rest
}: EmailInputProps) {
  return (
    <TextInput
      {...rest}
      inputMode="email"
      autoComplete={autoComplete}
      placeholder={placeholder}
      spellcheck={false}
    />
  )
}
