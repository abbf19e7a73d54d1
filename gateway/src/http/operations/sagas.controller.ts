import { Controller, Get, Inject, Post } from '@nestjs/common';
import { ActOnSaga, ListSagas, OfSaga, SagaView } from '#libs/api/kernel/sagas.js';
import { Answers } from '../../pipeline/answers.js';
import { FromQuery, FromRequest } from '../../pipeline/input.js';
import { AllSagasPage, SagaDirectory } from './saga-directory.service.js';

/** Long-running work over several services, and what staff may do about it. */
@Controller('v1/staff/sagas')
export class StaffSagasController {
  constructor(@Inject(SagaDirectory) private readonly sagas: SagaDirectory) {}

  @Get()
  @Answers(AllSagasPage, {
    summary: 'Activations, cancellations, volture and changes with numbers, with their step, newest first',
  })
  list(@FromQuery(ListSagas) query: ListSagas): Promise<AllSagasPage> {
    return this.sagas.list(query);
  }

  @Get(':sagaId')
  @Answers(SagaView, { summary: 'One of them with its history and last failure' })
  get(@FromRequest(OfSaga) { sagaId }: OfSaga): Promise<SagaView> {
    return this.sagas.get(sagaId);
  }

  @Post(':sagaId/resume')
  @Answers(SagaView, { summary: 'Try it again now; the reason is kept' })
  resume(@FromRequest(ActOnSaga) request: ActOnSaga): Promise<SagaView> {
    return this.sagas.act('resume', request);
  }

  @Post(':sagaId/compensate')
  @Answers(SagaView, { summary: 'Undo it while it waits or fails; the reason is kept' })
  compensate(@FromRequest(ActOnSaga) request: ActOnSaga): Promise<SagaView> {
    return this.sagas.act('compensate', request);
  }
}
