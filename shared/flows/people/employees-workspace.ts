import type { Directory } from '../../replica/directory/directory.ts'

/** The workspace of the Employee records, into which nobody is put (USR-5); null: none are kept, or I don't see it. */
export function employeesWorkspace(directory: Directory): string | null {
  const employees = directory.organization?.employees
  return (employees?.isOn && directory.folder(employees.folderId)?.workspaceId) || null
}
