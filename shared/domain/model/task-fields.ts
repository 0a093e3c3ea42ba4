import type { Field, Folder } from './folder.ts'

/** Every workspace has one folder of tasks; it is made with the workspace. */
export const TASK_FIELDS = {
  due: { id: 'due', name: 'Due', type: 'date' },
  done: { id: 'done', name: 'Done', type: 'choice', choices: ['done'] },
  about: { id: 'about', name: 'About', type: 'text' },
} as const satisfies Record<string, Field>

export const taskFolder = (id: string, workspaceId: string, now: string): Folder => ({
  id,
  workspaceId,
  name: 'Tasks',
  kind: 'tasks',
  fields: [{ ...TASK_FIELDS.due }, { ...TASK_FIELDS.done, choices: ['done'] }, { ...TASK_FIELDS.about }],
  stage: { fieldId: 'done', won: ['done'], lost: [] },
  createdAt: now,
  archivedAt: null,
})
