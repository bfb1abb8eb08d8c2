import { Controller, Get } from '@nestjs/common';
import { endpoints, type Endpoint } from '@consilium/contracts';
import { problemStatus } from '@consilium/domain';
import { z } from 'zod';
import { Open } from './audience.guard';

/** Every endpoint of the table, in one list. */
export function allEndpoints(): Endpoint[] {
  return Object.values(endpoints).flatMap((noun): Endpoint[] => Object.values(noun));
}

function operationOf(endpoint: Endpoint): object {
  const refusals: readonly (readonly [string, object])[] = Object.entries(problemStatus).map(([kind, status]) => [
    String(status),
    { description: kind, content: { 'application/problem+json': {} } },
  ]);
  return {
    summary: endpoint.says,
    operationId: endpoint.path.replace('/', '.'),
    tags: [endpoint.path.split('/')[0]],
    'x-audience': endpoint.audience,
    'x-door': endpoint.door,
    requestBody: { required: true, content: { 'application/json': { schema: z.toJSONSchema(endpoint.input) } } },
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: z.toJSONSchema(endpoint.output) } } },
      ...Object.fromEntries(refusals),
    },
  };
}

/** OpenAPI 3.1, derived from the endpoint table. */
export function openApi(): object {
  const paths = allEndpoints().map((endpoint) => [`/api/${endpoint.path}`, { post: operationOf(endpoint) }]);
  return {
    openapi: '3.1.0',
    info: { title: 'Consilium', version: '1', description: 'Every call is POST; ids travel in the body.' },
    paths: Object.fromEntries(paths) as object,
  };
}

@Controller('api')
export class OpenApiController {
  private readonly document = openApi();

  @Get('openapi.json')
  @Open()
  describe(): object {
    return this.document;
  }
}
