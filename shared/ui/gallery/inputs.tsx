import { ArrowRightLeft, UserMinus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Checkbox } from '../checkbox.tsx'
import { CodeInput } from '../code-input.tsx'
import { Combobox } from '../combobox.tsx'
import { EmailInput } from '../email-input.tsx'
import { FileDrop } from '../file-drop.tsx'
import { FilterChips } from '../filter-chips.tsx'
import { Stack } from '../layout.tsx'
import { RadioGroup } from '../radio-group.tsx'
import { SearchInput } from '../search-input.tsx'
import { Select } from '../select.tsx'
import { TextInput } from '../text-input.tsx'
import { Textarea } from '../textarea.tsx'
import { crowd, people } from './sample-data.ts'
import { Sample, Section } from './section.tsx'

const many = crowd(3000)
const choices = [...people.filter((one) => one.status !== 'erased'), ...many].map(
  ({ id, name, email, status }) => ({
    id,
    label: name,
    detail: email,
    reason: status === 'blocked' ? 'Blocked: nothing can be given to them' : undefined,
  }),
)
const workspaces = ['Sales', 'Support', 'Research and development', 'Finance'].map((label, index) => ({
  id: `w${index}`,
  label,
  detail: `${index + 2} folders`,
}))

export function Inputs() {
  const [text, setText] = useState('Anna Berg')
  const [email, setEmail] = useState('anna@northwind')
  const [code, setCode] = useState('')
  const [done, setDone] = useState('')
  const [role, setRole] = useState<'member' | 'admin' | 'billing'>('member')
  const [note, setNote] = useState('')
  const [checks, setChecks] = useState([true, false])
  const [kind, setKind] = useState<'switch' | 'handover'>('switch')
  const [person, setPerson] = useState<string | null>(null)
  const [other, setOther] = useState<string | null>('u2')
  const [workspace, setWorkspace] = useState<string | null>('w1')
  const [files, setFiles] = useState<File[]>([])
  const [query, setQuery] = useState('anna')
  const [chips, setChips] = useState<ReadonlySet<string>>(new Set(['admin']))
  return (
    <Section id="inputs" title="Inputs">
      <Sample name="TextInput, EmailInput with an error, read only with a reason">
        <Stack>
          <TextInput label="Name" required value={text} onInput={setText} hint="As colleagues know them." />
          <EmailInput
            label="Address"
            value={email}
            onInput={setEmail}
            error="“anna@northwind” has no ending such as .com. Is something missing?"
          />
          <TextInput
            label="User name"
            value="anna.berg"
            onInput={setText}
            reason="Only an Admin changes a user name."
          />
        </Stack>
      </Sample>
      <Sample name="CodeInput">
        <CodeInput
          label="Code from the mail"
          value={code}
          onInput={setCode}
          onComplete={setDone}
          hint={
            done ? `Got ${done}.` : 'We sent 8 digits to anna@northwind.example. They work for 10 minutes.'
          }
        />
      </Sample>
      <Sample name="Select, Textarea">
        <Stack>
          <Select
            label="Role"
            value={role}
            onChange={setRole}
            options={[
              { value: 'member', label: 'Member' },
              { value: 'billing', label: 'Billing Admin' },
              { value: 'admin', label: 'Admin', reason: 'only an Admin promotes' },
            ]}
          />
          <Select
            label="Workspace"
            value=""
            onChange={() => {}}
            options={[]}
            placeholder="No workspace yet"
            hint="Create one first."
          />
          <Textarea label="A word to them" value={note} onInput={setNote} placeholder="Welcome!" />
        </Stack>
      </Sample>
      <Sample name="Combobox: person, chosen, workspace, off">
        <Stack>
          <Combobox
            label="Hand over to"
            options={choices}
            value={person}
            onChange={setPerson}
            hint="They need a level in each workspace."
          />
          <Combobox
            label="From"
            options={choices}
            value={other}
            onChange={setOther}
            error="Nobody hands over to themselves."
          />
          <Combobox
            label="Workspace"
            kind="workspace"
            placeholder="Type a workspace"
            options={workspaces}
            value={workspace}
            onChange={setWorkspace}
          />
          <Combobox
            label="Approved by"
            options={choices}
            value="u1"
            onChange={setPerson}
            reason="Decided by the account owner."
          />
        </Stack>
      </Sample>
      <Sample name="RadioGroup">
        <RadioGroup
          label="What happened?"
          value={kind}
          onChange={setKind}
          options={[
            {
              value: 'switch',
              label: 'Same person, new address',
              description: 'Nothing moves; they sign in with another address.',
              icon: <ArrowRightLeft />,
            },
            {
              value: 'handover',
              label: 'Another person takes over',
              description: 'Everything they look after goes to somebody else.',
              icon: <UserMinus />,
            },
          ]}
        />
      </Sample>
      <Sample name="RadioGroup with a reason, Checkbox">
        <Stack>
          <RadioGroup
            label="Afterwards"
            value="stay"
            onChange={() => {}}
            options={[
              { value: 'stay', label: 'Anna stays' },
              {
                value: 'block',
                label: 'Block Anna',
                reason: 'Anna is the account owner. Another Admin has to become owner first.',
              },
            ]}
          />
          <div>
            <Checkbox
              label="Workflows go on under the new owner"
              checked={checks[0] ?? false}
              onChange={(on) => setChecks([on, checks[1] ?? false])}
              hint="3 are running now."
            />
            <Checkbox label="Some of them" indeterminate checked={false} onChange={() => {}} />
            <Checkbox
              label="I have told Anna"
              checked={checks[1] ?? false}
              onChange={(on) => setChecks([checks[0] ?? false, on])}
              error="Please tell them first."
            />
            <Checkbox
              label="End personal API keys"
              checked
              onChange={() => {}}
              reason="Keys always end with the person."
            />
          </div>
        </Stack>
      </Sample>
      <Sample name="FileDrop">
        <Stack>
          <FileDrop
            label="A CSV file with people"
            accept=".csv"
            files={files}
            onFiles={setFiles}
            onRemove={() => setFiles([])}
            hint="Up to 5,000 lines."
          />
          <FileDrop
            label="Addresses to change"
            files={[
              { name: 'new-addresses-of-everybody-in-the-northern-offices-2026-05-20.csv', size: 1_250_000 },
            ]}
            onFiles={() => {}}
            onRemove={() => {}}
            error="Line 14 has no address. Nothing was changed."
          />
        </Stack>
      </Sample>
      <Sample name="SearchInput, FilterChips">
        <Stack>
          <SearchInput label="Search people" value={query} onInput={setQuery} found={2} />
          <FilterChips
            label="Role"
            selected={chips}
            onChange={setChips}
            chips={[
              { id: 'admin', label: 'Admin', count: 3 },
              { id: 'user', label: 'User Admin', count: 1 },
              { id: 'member', label: 'Member', count: 1248 },
            ]}
          />
        </Stack>
      </Sample>
    </Section>
  )
}
