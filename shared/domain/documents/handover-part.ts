import type { ItemCount, ItemHandover } from '../model/handover.ts'

/**
 * What somebody may know of a handover who sees only some workspaces: what moves elsewhere, how much it is and what it is
 * called there is left out, and so is why it waits, which may name other places. `partial` says that there is more.
 */
export function partOfHandover(
  handover: ItemHandover,
  workspaceIds: ReadonlySet<string>,
  workspaceOfPortfolio: (portfolioId: string) => string | null,
): ItemHandover {
  const { plan, report, reasons } = handover
  const isHere = ({ workspaceId }: { workspaceId: string }) => workspaceIds.has(workspaceId)
  const moves = plan.moves.filter(({ portfolioId }) => {
    const workspaceId = workspaceOfPortfolio(portfolioId)
    return workspaceId !== null && workspaceIds.has(workspaceId)
  })
  const counts = [...(plan.shown ?? []), ...(report?.moved ?? []), ...(report?.unassigned ?? [])]
  const all = [...counts, ...plan.newHomes, ...plan.access]
  const isWhole =
    moves.length === plan.moves.length &&
    all.every(isHere) &&
    (plan.unassigned ?? []).every((id) => workspaceIds.has(id))
  if (isWhole) return handover
  const foldersHere = new Set(counts.filter(isHere).map(({ folderId }) => folderId))
  const inFolderHere = ({ folderId }: { folderId: string }) => foldersHere.has(folderId)
  return {
    ...handover,
    plan: {
      ...plan,
      moves,
      shown: plan.shown && plan.shown.filter(isHere),
      newHomes: plan.newHomes.filter(isHere),
      access: plan.access.filter(isHere),
      ...(plan.unassigned && { unassigned: plan.unassigned.filter((id) => workspaceIds.has(id)) }),
    },
    report: report && {
      ...report,
      moved: report.moved.filter(isHere),
      ...(report.unassigned && { unassigned: report.unassigned.filter(isHere) }),
      differences: report.differences.filter(inFolderHere),
      stayed: report.stayed.filter(inFolderHere),
    },
    reasons: reasons.length > 0 ? [ELSEWHERE_TOO] : [],
    partial: true,
  }
}

const ELSEWHERE_TOO = {
  code: 'elsewhere-too',
  message: 'It concerns other workspaces, too. An Admin sees why it waits.',
}

/** What several documents tell of one handover, put together: the whole if one of them has it. */
export function togetherOfHandover(parts: readonly ItemHandover[]): ItemHandover | undefined {
  const [first, ...others] = parts
  const whole = parts.find(({ partial }) => !partial)
  if (whole || !first) return whole
  return others.reduce((known, part) => ({ ...known, ...joined(known, part) }), first)
}

function joined(a: ItemHandover, b: ItemHandover): Pick<ItemHandover, 'plan' | 'report'> {
  const shown = a.plan.shown && b.plan.shown && counted(a.plan.shown, b.plan.shown)
  const unassigned = [...(a.plan.unassigned ?? []), ...(b.plan.unassigned ?? [])]
  return {
    plan: {
      ...a.plan,
      moves: byKey([...a.plan.moves, ...b.plan.moves], (move) => move.portfolioId),
      shown: shown ?? a.plan.shown ?? b.plan.shown,
      newHomes: byKey([...a.plan.newHomes, ...b.plan.newHomes], (home) => home.workspaceId),
      access: byKey([...a.plan.access, ...b.plan.access], (place) => place.workspaceId),
      ...(unassigned.length > 0 && { unassigned: [...new Set(unassigned)] }),
    },
    report:
      a.report && b.report
        ? {
            moved: counted(a.report.moved, b.report.moved),
            unassigned: counted(a.report.unassigned ?? [], b.report.unassigned ?? []),
            differences: byKey(
              [...a.report.differences, ...b.report.differences],
              (difference) => difference.folderId,
            ),
            stayed: byKey([...a.report.stayed, ...b.report.stayed], (item) => item.recordId),
          }
        : (a.report ?? b.report),
  }
}

const counted = (a: ItemCount[], b: ItemCount[]): ItemCount[] =>
  byKey([...a, ...b], (count) => count.folderId)

const byKey = <T>(rows: T[], keyOf: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
]
