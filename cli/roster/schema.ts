/** The JSON Schema of the file, for editors; made from the form that the build checks. */
import { z } from 'zod';
import { rosterFormat } from '../../assets/roster-file/format';

export function printSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(rosterFormat, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema, path }) => {
      // Editors read 00123 as a number; we read what is written.
      if (path.at(-2) !== 'ids' || path.at(-1) !== 'additionalProperties') return;
      delete jsonSchema.type;
      jsonSchema.anyOf = [{ type: 'string', minLength: 1 }, { type: 'number' }];
    },
  });
  const titled = {
    $schema,
    title: 'Rosterline roster',
    description: 'Who is on duty when. Every key is explained in docs/roster.md.',
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
