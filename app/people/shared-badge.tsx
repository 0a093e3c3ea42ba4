import { UsersRound } from 'lucide-preact'
import { Badge } from '../../shared/ui/status-badge.tsx'

/** Beside the name of an account that several people use (USR-9). */
export const SharedBadge = () => (
  <Badge tone="info" icon={<UsersRound />} title="Several people use this account; it is never Admin">
    Shared
  </Badge>
)
