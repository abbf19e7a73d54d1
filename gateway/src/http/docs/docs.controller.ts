import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Answers } from '../../pipeline/answers.js';
import { API_DOCUMENT } from '../../pipeline/tokens.js';

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>OpenVOIP API</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/v1/docs/assets/swagger-ui.css"></head>
<body><div id="ui"></div><script src="/v1/docs/assets/swagger-ui-bundle.js"></script><script src="/v1/docs/start.js"></script></body>
</html>`;
const START =
  "window.ui = SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#ui', deepLinking: true, persistAuthorization: true });";

/** The API document and a page to read and try it, with no asset from elsewhere. */
@Controller('v1')
export class DocsController {
  private text?: string;
  constructor(@Inject(API_DOCUMENT) private readonly document: () => object) {}

  @Get('openapi.json')
  @Header('content-type', 'application/json')
  @Answers(undefined, { summary: 'This document, OpenAPI 3.1', contentType: 'application/json' })
  openapi(): string {
    return (this.text ??= JSON.stringify(this.document()));
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Answers(undefined, { summary: 'The API document as a page', contentType: 'text/html' })
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Answers(undefined, { summary: 'Starts the page', contentType: 'text/javascript' })
  start(): string {
    return START;
  }
}
