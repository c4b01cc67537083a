import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';

/** Describes the API (OpenAPI 3.1) from the same schemas that check it. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Entente')
    .setDescription('The plan of a parliament’s international work. Errors are problem documents (RFC 9457).')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A personal access token' })
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) => {
      if (!(schema instanceof z.ZodType)) return undefined;
      const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: schemaType, unrepresentable: 'any' });
      return { schema: rest as never };
    },
  } as never);
  for (const path of Object.keys(document.paths)) if (!path.startsWith('/api/v1/')) delete document.paths[path];
  return document;
}

/** Serves the description; it is made at the first request, so that no start waits for it. */
export function serveOpenApi(app: INestApplication): void {
  let text: string | undefined;
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    text ??= JSON.stringify(describeApi(app));
    response.type('json').setHeader('Cache-Control', 'public, max-age=300');
    response.send(text);
  });
}
