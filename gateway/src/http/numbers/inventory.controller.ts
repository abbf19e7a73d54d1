import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  BlockList,
  BlockPage,
  DistrictUses,
  ListBlocks,
  ListDistricts,
  ListNumbers,
  LoadBlocks,
  NumberHistory,
  NumberPage,
  numbersInventoryRpc,
  OfNumber,
} from '#libs/api/numbers/inventory.js';
import { numbersLifecycleRpc, TakeBack } from '#libs/api/numbers/lifecycle.js';
import {
  AskHolder,
  EraseIdentity,
  Erasure,
  ExportRegister,
  HolderAnswer,
  Holdings,
  InquiryPage,
  ListHoldings,
  ListInquiries,
  numbersRegisterRpc,
  RegisterPage,
} from '#libs/api/numbers/register.js';
import { Done } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** The inventory and the holder register, for staff. */
@Controller('v1/staff')
export class InventoryController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('number-blocks')
  @Answers(BlockList, {
    status: 201,
    summary: 'Put consecutive numbers into the inventory; more than 10,000 go on loading after the answer',
    calls: [numbersInventoryRpc.loadBlocks],
  })
  load(@FromBody(LoadBlocks) request: LoadBlocks): Promise<BlockList> {
    return this.rpc.call(numbersInventoryRpc.loadBlocks, request);
  }

  @Get('number-blocks')
  @Answers(BlockPage, {
    summary: 'Blocks of numbers and how far they are loaded',
    calls: [numbersInventoryRpc.listBlocks],
  })
  blocks(@FromQuery(ListBlocks) query: ListBlocks): Promise<BlockPage> {
    return this.rpc.call(numbersInventoryRpc.listBlocks, query);
  }

  @Get('districts')
  @Answers(DistrictUses, {
    summary: 'Use of every district that has numbers',
    calls: [numbersInventoryRpc.utilisation],
  })
  utilisation(@FromQuery(ListDistricts) query: ListDistricts): Promise<DistrictUses> {
    return this.rpc.call(numbersInventoryRpc.utilisation, query);
  }

  @Get('numbers')
  @Answers(NumberPage, {
    summary: 'Numbers by district, state, contract and digits',
    calls: [numbersInventoryRpc.listNumbers],
  })
  numbers(@FromQuery(ListNumbers) query: ListNumbers): Promise<NumberPage> {
    return this.rpc.call(numbersInventoryRpc.listNumbers, query);
  }

  @Get('numbers/:number')
  @Answers(NumberHistory, {
    summary: 'A number with everything that ever happened to it',
    calls: [numbersInventoryRpc.history],
  })
  history(@FromRequest(OfNumber) request: OfNumber): Promise<NumberHistory> {
    return this.rpc.call(numbersInventoryRpc.history, request);
  }

  @Post('numbers/:number/take-backs')
  @Answers(Done, {
    status: 200,
    summary: 'A number of ours that had left is ours again; it rests before someone else can have it',
    calls: [numbersLifecycleRpc.takeBack],
  })
  takeBack(@FromRequest(TakeBack) request: TakeBack): Promise<Done> {
    return this.rpc.call(numbersLifecycleRpc.takeBack, request);
  }

  @Post('numbers/:number/holder-inquiries')
  @Answers(HolderAnswer, {
    status: 200,
    summary: 'Who held a number at an instant; the question and its reason are recorded',
    calls: [numbersRegisterRpc.heldAt],
  })
  heldAt(@FromRequest(AskHolder) request: AskHolder): Promise<HolderAnswer> {
    return this.rpc.call(numbersRegisterRpc.heldAt, request);
  }

  @Post('numbers/:number/holdings-inquiries')
  @Answers(Holdings, {
    status: 200,
    summary: 'Everyone who ever held a number; recorded with its reason',
    calls: [numbersRegisterRpc.holdings],
  })
  holdings(@FromRequest(ListHoldings) request: ListHoldings): Promise<Holdings> {
    return this.rpc.call(numbersRegisterRpc.holdings, request);
  }

  @Get('register-inquiries')
  @Answers(InquiryPage, {
    summary: 'Who asked the holder register what, and why, newest first',
    calls: [numbersRegisterRpc.inquiries],
  })
  inquiries(@FromQuery(ListInquiries) query: ListInquiries): Promise<InquiryPage> {
    return this.rpc.call(numbersRegisterRpc.inquiries, query);
  }

  @Post('register-exports')
  @Answers(RegisterPage, {
    status: 200,
    summary: 'Entries of the holder register with their hashes, page by page; recorded with its reason',
    calls: [numbersRegisterRpc.export],
  })
  export(@FromBody(ExportRegister) request: ExportRegister): Promise<RegisterPage> {
    return this.rpc.call(numbersRegisterRpc.export, request);
  }

  @Post('identity-erasures')
  @Answers(Erasure, {
    status: 200,
    summary: 'Erase the identities of a former customer that the law keeps no longer',
    calls: [numbersRegisterRpc.erase],
  })
  erase(@FromBody(EraseIdentity) request: EraseIdentity): Promise<Erasure> {
    return this.rpc.call(numbersRegisterRpc.erase, request);
  }
}
