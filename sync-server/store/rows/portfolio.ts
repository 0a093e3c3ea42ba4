import { holderOf, type Holding, type Portfolio } from '../../../shared/domain/model/portfolio.ts'
import type { PortfolioRow } from '../schema/directory.ts'
import { neverRemoved, type RowMapper } from './mapper.ts'

export const toPortfolio = (row: PortfolioRow): Portfolio => ({
  id: row.portfolio_id,
  workspaceId: row.workspace_id,
  homeOf: row.home_of,
  origin: row.origin,
  label: row.label,
  holdings: JSON.parse(row.holdings) as Holding[],
})

export const portfolioMapper: RowMapper<'portfolio'> = {
  async read(tx, organizationId, key) {
    const row = await tx
      .selectFrom('portfolios')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('portfolio_id', '=', key)
      .executeTakeFirst()
    return row ? toPortfolio(row) : null
  },
  async put(tx, organizationId, portfolio) {
    const values = {
      workspace_id: portfolio.workspaceId,
      home_of: portfolio.homeOf,
      origin: portfolio.origin,
      label: portfolio.label,
      holdings: JSON.stringify(portfolio.holdings),
      holder: holderOf(portfolio),
    }
    await tx
      .insertInto('portfolios')
      .values({ organization_id: organizationId, portfolio_id: portfolio.id, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'portfolio_id']).doUpdateSet(values))
      .execute()
    await tx
      .deleteFrom('portfolio_people')
      .where('organization_id', '=', organizationId)
      .where('portfolio_id', '=', portfolio.id)
      .execute()
    const people = peopleOf(portfolio)
    if (people.length > 0)
      await tx
        .insertInto('portfolio_people')
        .values(
          people.map((userId) => ({
            organization_id: organizationId,
            portfolio_id: portfolio.id,
            workspace_id: portfolio.workspaceId,
            user_id: userId,
          })),
        )
        .execute()
  },
  remove: neverRemoved('portfolio'),
}

/** Whoever holds, held or first had it: those whose name is needed wherever it is shown. */
export const peopleOf = ({ homeOf, origin, holdings }: Portfolio): string[] => [
  ...new Set([homeOf, origin, ...holdings.map(({ holder }) => holder)].filter((id) => id !== null)),
]
