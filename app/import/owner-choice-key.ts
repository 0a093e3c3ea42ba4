import { emailKey } from '../../shared/domain/model/email.ts'
import type { OwnerChoice } from '../../shared/domain/import/owners.ts'

/** Two choices with the same key mean the same person, or the same place for nobody's items. */
export function ownerChoiceKey(choice: OwnerChoice): string {
  switch (choice.kind) {
    case 'user':
      return `user ${choice.userId}`
    case 'invite':
      return `invite ${emailKey(choice.email)}`
    case 'nobody':
      return `nobody ${choice.label}`
  }
}
