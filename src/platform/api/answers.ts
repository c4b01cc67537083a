import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** RFC 9457, with our list of places. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as never;
};

const problem = (status: number, description: string) =>
  ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: jsonSchema(Problem, 'output') } },
  });

/** Documents what an API handler answers (null: 204, nothing; JSON unless told otherwise), and every problem it can. */
export function Answers(schema: z.ZodType | null, status = schema ? 200 : 204, mediaType = 'application/json') {
  return applyDecorators(
    ApiBearerAuth(),
    ApiResponse({
      status,
      description: schema ? 'The answer' : 'Done',
      ...(schema ? { content: { [mediaType]: { schema: jsonSchema(schema, 'output') } } } : {}),
    }),
    problem(400, 'Cannot be read: syntax, unknown field, wrong type'),
    problem(401, 'No valid access token'),
    problem(404, 'Missing or forbidden: the two look the same'),
    problem(409, 'Somebody else changed it meanwhile'),
    problem(412, 'If-Match does not hold'),
    problem(422, 'Breaks a rule'),
    problem(429, 'Too many requests'),
    problem(503, 'The database is away'),
  );
}
