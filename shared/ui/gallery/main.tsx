import {
  Building2,
  CreditCard,
  History as HistoryIcon,
  LayoutList,
  Moon,
  MousePointerClick,
  PanelsTopLeft,
  Sun,
  TextCursorInput,
  TriangleAlert,
  Users,
} from 'lucide-preact'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import '../theme.css'
import { AppShell } from '../app-shell.tsx'
import { Avatar } from '../avatar.tsx'
import { Banner } from '../banner.tsx'
import { BrandMark } from '../brand-mark.tsx'
import { IconButton } from '../icon-button.tsx'
import { PageHeader } from '../page-header.tsx'
import { SaveState } from '../save-state.tsx'
import { SearchInput } from '../search-input.tsx'
import { Buttons } from './buttons.tsx'
import { Feedback } from './feedback.tsx'
import './gallery.css'
import { Inputs } from './inputs.tsx'
import { Lists } from './lists.tsx'
import { Overlays } from './overlays.tsx'
import { People } from './people.tsx'
import { Structure } from './structure.tsx'

const nav = [
  { id: 'people', label: 'People', href: '#people', icon: <Users /> },
  { id: 'buttons', label: 'Buttons', href: '#buttons', icon: <MousePointerClick /> },
  { id: 'inputs', label: 'Inputs', href: '#inputs', icon: <TextCursorInput />, count: 3 },
  { id: 'feedback', label: 'Feedback', href: '#feedback', icon: <TriangleAlert /> },
  { id: 'overlays', label: 'Dialog, Menu, Toast', href: '#overlays', icon: <PanelsTopLeft />, count: 128 },
  { id: 'lists', label: 'Tables', href: '#lists', icon: <LayoutList /> },
  { id: 'structure', label: 'Structure', href: '#structure', icon: <Building2 /> },
  { id: 'history', label: 'History', href: '#structure', icon: <HistoryIcon /> },
  { id: 'billing', label: 'Billing', href: '#structure', icon: <CreditCard /> },
]

function Gallery() {
  const [query, setQuery] = useState('')
  const [dark, setDark] = useState(false)
  const turn = () => {
    document.documentElement.dataset.theme = dark ? 'light' : 'dark'
    setDark(!dark)
  }
  return (
    <AppShell
      brand={<BrandMark name="Handover" />}
      nav={nav}
      current="people"
      header={
        <>
          <SearchInput label="Search people" value={query} onInput={setQuery} />
          <IconButton label="Light or dark" icon={dark ? <Sun /> : <Moon />} onClick={turn} />
          <Avatar name="Anna Berg" online />
        </>
      }
      sideFooter={<SaveState state="saved" />}
      notice={<Banner>This page shows every component of shared/ui in its states.</Banner>}
    >
      <PageHeader
        title="Components"
        subtitle="One visual language for the app and the panel beside the mail."
      />
      <People />
      <Buttons />
      <Inputs />
      <Feedback />
      <Overlays />
      <Structure />
      <Lists />
    </AppShell>
  )
}

const root = document.getElementById('root')
if (root) render(<Gallery />, root)
