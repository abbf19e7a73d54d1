import { Controller, Inject } from '@nestjs/common';
import {
  accountsStaffRpc, type ActOnSaga, type CreateStaff, type DisableStaff, type ListSagas, type OfSaga, type SagaPage, type SagaView, type StaffUser, type StaffUserPage,
} from '#libs/contracts/accounts-staff.js';
import type { RequestContext } from '#libs/contracts/actor.js';
import type { Done, PageQuery } from '#libs/contracts/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Sagas } from './sagas.service.js';
import { Staff } from './staff.service.js';

@Controller()
export class StaffRpc {
  constructor(@Inject(Staff) private readonly staff: Staff, @Inject(Sagas) private readonly sagas: Sagas) {}

  @HandleRpc(accountsStaffRpc.createStaff)
  create(request: CreateStaff, context: RequestContext): Promise<StaffUser> {
    return this.staff.create(request, context);
  }

  @HandleRpc(accountsStaffRpc.listStaff)
  list(query: PageQuery, { actor }: RequestContext): Promise<StaffUserPage> {
    return this.staff.list(query, actor);
  }

  @HandleRpc(accountsStaffRpc.disableStaff)
  async disable(request: DisableStaff, { actor }: RequestContext): Promise<Done> {
    await this.staff.disable(request, actor);
    return { done: request.disabled ? 'disabled' : 'enabled' };
  }

  @HandleRpc(accountsStaffRpc.listSagas)
  listSagas(query: ListSagas, { actor }: RequestContext): Promise<SagaPage> {
    return this.sagas.list(query, actor);
  }

  @HandleRpc(accountsStaffRpc.getSaga)
  getSaga({ sagaId }: OfSaga, { actor }: RequestContext): Promise<SagaView> {
    return this.sagas.get(sagaId, actor);
  }

  @HandleRpc(accountsStaffRpc.resumeSaga)
  resumeSaga(request: ActOnSaga, { actor }: RequestContext): Promise<SagaView> {
    return this.sagas.resume(request, actor);
  }

  @HandleRpc(accountsStaffRpc.compensateSaga)
  compensateSaga(request: ActOnSaga, { actor }: RequestContext): Promise<SagaView> {
    return this.sagas.compensate(request, actor);
  }
}
