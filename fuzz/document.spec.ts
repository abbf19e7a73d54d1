import { documentFor } from './document.js';

const schemas = { Answer: { type: 'object', properties: { ticketId: { type: 'string' }, text: { type: 'string' } } } };
const answers = { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } } } };
const body = { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } } };
const document = {
  paths: {
    '/v1/catalogue': { get: { parameters: [], responses: answers } },
    '/v1/tickets/{ticketId}': {
      post: {
        'x-roles': ['customer'],
        parameters: [{ name: 'ticketId', in: 'path', schema: { type: 'string' } }],
        requestBody: body,
        responses: answers,
      },
    },
    '/v1/events': { get: { 'x-roles': ['customer'], parameters: [], responses: {} } },
  },
  components: { schemas },
};

describe('the document that is fuzzed for a role', () => {
  it('holds what the role may ask, and no stream', () => {
    expect(Object.keys(documentFor('public', document, {}).paths)).toEqual(['/v1/catalogue']);
    expect(Object.keys(documentFor('customer', document, {}).paths)).toEqual(['/v1/tickets/{ticketId}']);
  });

  it('names things that there are in what is asked, and leaves what is answered as it is', () => {
    const { paths, components } = documentFor('customer', document, { ticketId: ['tic_1'] });
    const { parameters, requestBody, responses } = paths['/v1/tickets/{ticketId}'].post;
    const either = { anyOf: [{ enum: ['tic_1'] }, { type: 'string' }] };
    expect(parameters[0].schema).toEqual(either);
    expect(requestBody.content['application/json'].schema.properties).toEqual({
      ticketId: either,
      text: { type: 'string' },
    });
    expect([responses, components]).toEqual([answers, document.components]);
  });
});
