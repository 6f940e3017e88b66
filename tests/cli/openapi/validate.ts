// Validates a description by the schema of OpenAPI itself. A process of its own: the validator is an ES module, which Jest does not load.
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';

async function validate(file = ''): Promise<void> {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(readFileSync(file, 'utf8')));
  console.log(JSON.stringify({ version: validator.version, valid, ...(errors && { errors }) }));
}

void validate(process.argv[2]);
