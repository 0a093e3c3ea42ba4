import { render } from 'preact'
import '../../shared/ui/theme.css'
import { createStored } from '../stored.ts'
import { Options } from './options.tsx'

const root = document.getElementById('root')
if (root) render(<Options stored={createStored()} />, root)
