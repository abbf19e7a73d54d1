import { Controller, Get, Inject, Post } from '@nestjs/common';
import { accountsStaffRpc, ActOnSaga, ListSagas, OfSaga, SagaPage, SagaView } from '#libs/contracts/accounts-staff.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromQuery, FromRequest } from '../../pipeline/input.js';

const CARRIED_OUT_MS = 8_000;

/** Long-running work over several services, and what staff may do about it. */
@Controller('v1/staff/sagas')
export class StaffSagasController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(SagaPage, { summary: 'Activations, cancellations and volture with their step, newest first' })
  list(@FromQuery(ListSagas) query: ListSagas): Promise<SagaPage> {
    return this.rpc.call(accountsStaffRpc.listSagas, query);
  }

  @Get(':sagaId')
  @Answers(SagaView, { summary: 'One of them with its history and last failure' })
  get(@FromRequest(OfSaga) request: OfSaga): Promise<SagaView> {
    return this.rpc.call(accountsStaffRpc.getSaga, request);
  }

  @Post(':sagaId/resume')
  @Answers(SagaView, { summary: 'Try it again now; the reason is kept' })
  resume(@FromRequest(ActOnSaga) request: ActOnSaga): Promise<SagaView> {
    return this.rpc.call(accountsStaffRpc.resumeSaga, request, { deadlineMs: CARRIED_OUT_MS });
  }

  @Post(':sagaId/compensate')
  @Answers(SagaView, { summary: 'Undo it while it waits; the reason is kept' })
  compensate(@FromRequest(ActOnSaga) request: ActOnSaga): Promise<SagaView> {
    return this.rpc.call(accountsStaffRpc.compensateSaga, request, { deadlineMs: CARRIED_OUT_MS });
  }
}
