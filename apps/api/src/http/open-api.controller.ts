import { Controller, Get } from '@nestjs/common';
import { contract, endpoints, jsonSchemaOf, oldestContract, releaseHeader, type Endpoint } from '@consilium/contracts';
import { problemStatus } from '@consilium/domain';
import { Open } from './audience.guard';

/** Every endpoint of the table, in one list. */
export function allEndpoints(): Endpoint[] {
  return Object.values(endpoints).flatMap((noun): Endpoint[] => Object.values(noun));
}

/** Every answer names the build that gave it, a refusal too. */
const named = { [releaseHeader]: { $ref: '#/components/headers/release' } };
const form = { type: 'string', pattern: '^[0-9A-Za-z.-]{1,64}; contract=[0-9]{1,6}$' };
const components = {
  parameters: {
    release: {
      name: releaseHeader,
      in: 'header',
      required: false,
      description: `What the caller is. A contract below ${String(oldestContract)} is answered with 409 and details.reason "reload".`,
      schema: form,
    },
  },
  headers: { release: { description: 'The build served here, and the contract it speaks.', schema: form } },
};

function operationOf(endpoint: Endpoint): object {
  const refusals: readonly (readonly [string, object])[] = Object.entries(problemStatus).map(([kind, status]) => [
    String(status),
    { description: kind, headers: named, content: { 'application/problem+json': {} } },
  ]);
  return {
    summary: endpoint.says,
    operationId: endpoint.path.replace('/', '.'),
    tags: [endpoint.path.split('/')[0]],
    'x-audience': endpoint.audience,
    'x-door': endpoint.door,
    parameters: [{ $ref: '#/components/parameters/release' }],
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(endpoint.input) } } },
    responses: {
      200: {
        description: 'Done.',
        headers: named,
        content: { 'application/json': { schema: jsonSchemaOf(endpoint.output) } },
      },
      ...Object.fromEntries(refusals),
    },
  };
}

/** OpenAPI 3.1, derived from the endpoint table. */
export function openApi(): object {
  const paths = allEndpoints().map((endpoint) => [`/api/${endpoint.path}`, { post: operationOf(endpoint) }]);
  return {
    openapi: '3.1.0',
    info: { title: 'Consilium', version: String(contract), description: 'Every call is POST; ids travel in the body.' },
    paths: Object.fromEntries(paths) as object,
    components,
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
