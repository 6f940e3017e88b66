/** The JSON Schema of the file, for editors; made from the form that the build checks. */
import { z } from 'zod';
import { rosterFormat } from '../../assets/roster-file/format';

export function printSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(rosterFormat, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema, path }) => {
      // Editors read 00123, and the region 57, as numbers; we read what is written.
      const isId = path.at(-2) === 'ids' && path.at(-1) === 'additionalProperties';
      if (!isId && path.at(-1) !== 'region') return;
      delete jsonSchema.type;
      delete jsonSchema.minLength;
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
