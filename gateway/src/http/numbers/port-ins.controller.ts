import { Controller, Get, Inject, Post, type StreamableFile } from '@nestjs/common';
import { OneOf } from '#libs/api/kernel/fields.js';
import {
  AmendPortIn,
  CommentPortIn,
  ListPortIns,
  MovePortIn,
  numbersPortInRpc,
  OfPortDocument,
  OfPortIn,
  PORT_DOCUMENT_KINDS,
  PortInOrder,
  PortInPage,
  RequestPortIn,
  type PortDocumentKind,
  type PortFile,
} from '#libs/api/numbers/port-in.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { download } from '../../pipeline/download.js';
import { FromPath, FromQuery, FromRequest } from '../../pipeline/input.js';
import { asPart, FromUpload, type Upload } from '../../pipeline/upload.js';

/** What an uploaded file proves. */
export class PortDocumentFields {
  @OneOf(PORT_DOCUMENT_KINDS) kind!: PortDocumentKind;
}

const fileOf = ({ fileName, content }: PortFile): StreamableFile => download(fileName, Buffer.from(content, 'base64'));

/** Numbers that a customer brings from another operator (R5). */
@Controller('v1')
export class PortInsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('contracts/:contractId/port-ins')
  @Answers(PortInOrder, {
    status: 201,
    summary: 'Begin a port-in order: a draft, until it is submitted',
    calls: [numbersPortInRpc.request],
  })
  request(@FromRequest(RequestPortIn) request: RequestPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.request, request);
  }

  @Get('port-ins')
  @Answers(PortInPage, { summary: 'Port-in orders, newest first', calls: [numbersPortInRpc.list] })
  list(@FromQuery(ListPortIns) query: ListPortIns): Promise<PortInPage> {
    return this.rpc.call(numbersPortInRpc.list, query);
  }

  @Get('port-ins/:portInId')
  @Answers(PortInOrder, {
    summary: 'A port-in order with its documents, comments and history',
    calls: [numbersPortInRpc.get],
  })
  get(@FromRequest(OfPortIn) request: OfPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.get, request);
  }

  @Post('port-ins/:portInId/amendments')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'Correct a draft or a rejected order',
    calls: [numbersPortInRpc.amend],
  })
  amend(@FromRequest(AmendPortIn) request: AmendPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.amend, request);
  }

  @Post('port-ins/:portInId/submissions')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'Send the order to the current operator',
    calls: [numbersPortInRpc.submit],
  })
  submit(@FromRequest(OfPortIn) request: OfPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.submit, request);
  }

  @Post('port-ins/:portInId/cancellations')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'Cancel the order, until the day of cut-over',
    calls: [numbersPortInRpc.cancel],
  })
  cancel(@FromRequest(OfPortIn) request: OfPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.cancel, request);
  }

  @Post('port-ins/:portInId/moves')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'Move the day of cut-over, while that is allowed',
    calls: [numbersPortInRpc.move],
  })
  move(@FromRequest(MovePortIn) request: MovePortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.move, request);
  }

  @Post('port-ins/:portInId/comments')
  @Answers(PortInOrder, { status: 201, summary: 'Comment on the order', calls: [numbersPortInRpc.comment] })
  comment(@FromRequest(CommentPortIn) request: CommentPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.comment, request);
  }

  @Post('port-ins/:portInId/documents')
  @Answers(PortInOrder, {
    status: 201,
    summary: 'Upload documents: PDF, PNG or JPEG, up to 5 MB each',
    calls: [numbersPortInRpc.addDocument],
  })
  async addDocuments(
    @FromPath('portInId') portInId: string,
    @FromUpload(PortDocumentFields) { fields, files }: Upload<PortDocumentFields>,
  ): Promise<PortInOrder> {
    let order: PortInOrder | undefined;
    for (const [part, { filename, bytes }] of files.entries()) {
      order = await asPart(part, () =>
        this.rpc.call(numbersPortInRpc.addDocument, {
          portInId,
          kind: fields.kind,
          fileName: filename || 'file',
          content: bytes.toString('base64'),
        }),
      );
    }
    return order!;
  }

  @Get('port-ins/:portInId/documents/:documentId')
  @Answers(undefined, {
    summary: 'A document of the order',
    contentType: 'application/octet-stream',
    calls: [numbersPortInRpc.getDocument],
  })
  async document(@FromRequest(OfPortDocument) request: OfPortDocument): Promise<StreamableFile> {
    return fileOf(await this.rpc.call(numbersPortInRpc.getDocument, request));
  }

  @Get('port-ins/:portInId/letter-of-authority')
  @Answers(undefined, {
    summary: 'The letter of authority to sign, as PDF',
    contentType: 'application/octet-stream',
    calls: [numbersPortInRpc.letter],
  })
  async letter(@FromRequest(OfPortIn) request: OfPortIn): Promise<StreamableFile> {
    return fileOf(await this.rpc.call(numbersPortInRpc.letter, request));
  }
}
