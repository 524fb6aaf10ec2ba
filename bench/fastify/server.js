// SPDX-License-Identifier: MIT
// POST /add in Fastify, with compiled schemas for body and answer.
import Fastify from 'fastify';

const app = Fastify({ logger: false });

const schema = {
  body: {
    type: 'object',
    required: ['first_number'],
    properties: {
      first_number: { type: 'integer' },
      second_number: { type: ['integer', 'null'] },
    },
  },
  response: {
    200: {
      type: 'object',
      required: ['result'],
      properties: { result: { type: 'integer' } },
    },
  },
};

app.post('/add', { schema }, async (request) => ({
  result: request.body.first_number + (request.body.second_number || 1),
}));

await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
