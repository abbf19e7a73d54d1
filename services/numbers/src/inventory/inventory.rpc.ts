import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  numbersInventoryRpc,
  type BlockList,
  type BlockPage,
  type DistrictList,
  type DistrictUses,
  type ListBlocks,
  type ListDistricts,
  type ListNumbers,
  type LoadBlocks,
  type NumberHistory,
  type NumberPage,
  type NumberProposals,
  type OfNumber,
  type SearchNumbers,
} from '#libs/api/numbers/inventory.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Blocks } from './blocks.service.js';
import { Inventory } from './inventory.service.js';
import { Stock } from './stock.service.js';

@Controller()
export class InventoryRpc {
  constructor(
    @Inject(Blocks) private readonly blocks: Blocks,
    @Inject(Inventory) private readonly inventory: Inventory,
    @Inject(Stock) private readonly stock: Stock,
  ) {}

  @HandleRpc(numbersInventoryRpc.districts)
  districts(request: ListDistricts): Promise<DistrictList> {
    return this.stock.list(request);
  }

  @HandleRpc(numbersInventoryRpc.search)
  search(request: SearchNumbers): Promise<NumberProposals> {
    return this.inventory.search(request);
  }

  @HandleRpc(numbersInventoryRpc.loadBlocks)
  async loadBlocks(request: LoadBlocks, context: RequestContext): Promise<BlockList> {
    return this.blocks.load(request, context);
  }

  @HandleRpc(numbersInventoryRpc.listBlocks)
  async listBlocks(request: ListBlocks): Promise<BlockPage> {
    return this.blocks.list(request);
  }

  @HandleRpc(numbersInventoryRpc.utilisation)
  async utilisation(request: ListDistricts): Promise<DistrictUses> {
    return this.stock.utilisation(request);
  }

  @HandleRpc(numbersInventoryRpc.listNumbers)
  async listNumbers(request: ListNumbers): Promise<NumberPage> {
    return this.inventory.list(request);
  }

  @HandleRpc(numbersInventoryRpc.history)
  async history({ number }: OfNumber): Promise<NumberHistory> {
    return this.inventory.history(number);
  }
}
