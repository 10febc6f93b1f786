import { ContentPackage } from '../entities/content-package.js'
import { Homologation } from '../entities/homologation.js'
import { Product } from '../entities/product.js'
import type { PanelContext } from '../panel/panel-context.js'
import { readRecord } from '../panel/record-action.js'
import type { PanelAction } from './panel-action.js'

const SHOWN = 20

/** The latest homologations of an integration, newest first, and the packages that the next one can speak of. */
export const showHomologationsAction = ({ dataSource }: PanelContext): PanelAction => ({
  actionType: 'record',
  isVisible: false,
  component: false,
  handler: readRecord(dataSource, async (integrationId, _query, { tx }) => {
    const runs = await tx.getRepository(Homologation).find({
      where: { integrationId },
      order: { id: 'DESC' },
      take: SHOWN,
    })
    const packages = await tx
      .getRepository(ContentPackage)
      .createQueryBuilder('p')
      .innerJoin(Product, 'r', 'r.id = p.product_id')
      .select(['p.id', 'p.code', 'p.name'])
      .where('r.integration_id = :integrationId and p.active', { integrationId })
      .orderBy('p.id')
      .limit(200)
      .getMany()
    return { runs, packages: packages.map(({ id, code, name }) => ({ id, code, name })) }
  }),
})
