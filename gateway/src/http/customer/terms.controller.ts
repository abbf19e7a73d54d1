import { Controller, Get, Inject } from '@nestjs/common';
import { accountsTermsRpc, OfTerms, TermsList, TermsText } from '#libs/api/accounts/terms.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromRequest } from '../../pipeline/input.js';

/** The terms of contract, for everyone (R26). */
@Controller('v1/terms')
export class TermsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(TermsList, {
    summary: 'The versions of the terms of contract, and the one in force',
    calls: [accountsTermsRpc.list],
  })
  list(): Promise<TermsList> {
    return this.rpc.call(accountsTermsRpc.list, {});
  }

  @Get(':version')
  @Answers(TermsText, {
    summary: 'A version of the terms of contract, in Italian or English',
    calls: [accountsTermsRpc.get],
  })
  get(@FromRequest(OfTerms) request: OfTerms): Promise<TermsText> {
    return this.rpc.call(accountsTermsRpc.get, request);
  }
}
