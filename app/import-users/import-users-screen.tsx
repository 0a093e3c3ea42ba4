import { Lock } from 'lucide-preact'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Banner } from '../../shared/ui/banner.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { link } from '../link.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import { CsvFileInput } from '../import/csv-file-input.tsx'
import '../import/import.css'
import { PeopleCheck } from './people-check.tsx'
import { PeopleColumns } from './people-columns-card.tsx'
import { PeopleSummary } from './people-summary.tsx'
import { usePeopleImport } from './use-people-import.ts'

/** Users from any other system's export, tried without effect first (CSV-1). */
export function ImportUsersScreen({ replica }: ScreenProps) {
  useTitle('Import users')
  const refusal = replica.directory.value.can('import users')
  return (
    <div class="imp">
      <PageHeader
        title="Import users"
        subtitle="From the CSV file that another system exports. Nothing happens before you have checked it."
        back={{ href: link.users, label: 'Users' }}
      />
      {refusal ? (
        <EmptyState icon={<Lock />} title="You may not import users">
          {refusal.message}
        </EmptyState>
      ) : (
        <Import replica={replica} />
      )}
    </div>
  )
}

function Import({ replica }: Pick<ScreenProps, 'replica'>) {
  const { state, actions } = usePeopleImport(replica)
  const { file, reading, problem, table, mapping, progress } = state
  return (
    <Stack gap={5}>
      <CsvFileInput
        label="A CSV file with one person in each row"
        hint="The first row has the names of the columns; one of them holds email addresses."
        file={file}
        reading={reading}
        hidden={progress !== null}
        onFile={(chosen) => void actions.takeFile(chosen)}
        onRemove={actions.restart}
      />
      {problem && (
        <Banner tone="danger" announce>
          {problem}
        </Banner>
      )}
      {table && mapping && !progress && (
        <>
          {table.notes.map((note) => (
            <Banner key={note} tone="warning">
              {note}
            </Banner>
          ))}
          <PeopleColumns replica={replica} table={table} state={state} put={actions.put} />
          <PeopleCheck
            replica={replica}
            table={table}
            state={state}
            onRun={(later) => void actions.run(later)}
          />
        </>
      )}
      {table && progress && <PeopleSummary table={table} state={state} actions={actions} />}
    </Stack>
  )
}
