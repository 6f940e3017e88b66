import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ADDRESSES } from '../../../cli/openapi/addresses';
import { describeApi } from '../../../cli/openapi/describe';
import { filesBelow } from '../../docs/documents';
import { DESCRIPTION, faultIn } from '../../support/described';

const FILE = 'assets/openapi.json';
const PROJECT = join(__dirname, '../../..');

test('assets/openapi.json matches the schemas; if not, run `npm run openapi`', () => {
  expect(JSON.parse(readFileSync(join(PROJECT, FILE), 'utf8'))).toEqual(JSON.parse(JSON.stringify(describeApi())));
});

const validated = (file: string) =>
  JSON.parse(
    String(execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'validate.ts'), file], { cwd: PROJECT })),
  );

test("assets/openapi.json is valid OpenAPI 3.1 by somebody else's validator", () => {
  expect(validated(FILE)).toEqual({ version: '3.1', valid: true });
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-openapi-'));
  try {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...describeApi(), paths: { '/health': { get: { responses: 7 } } } }));
    expect(validated(broken)).toMatchObject({ valid: false });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the description has every address of functions/, and no other', () => {
  const doors = filesBelow('functions', '.ts').map(
    (file) => `/${file.replace(/^functions\//, '').replace(/(\.protected)?\.ts$/, '')}`,
  );
  expect(Object.keys(DESCRIPTION.paths).sort()).toEqual([...doors, '/openapi.json'].sort());
});

test('every id of an operation is there once, and every reference and security scheme leads somewhere', () => {
  const ids = ADDRESSES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const text = JSON.stringify(DESCRIPTION);
  const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(Object.keys(DESCRIPTION.components.schemas)).toEqual([...new Set(referred)].sort());
  const { securitySchemes } = DESCRIPTION.components;
  const secured = ADDRESSES.flatMap(({ security }) => security).filter((scheme) => scheme !== 'none');
  expect([...new Set(secured)].sort()).toEqual(Object.keys(securitySchemes).sort());
});

const OPERATIONS = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, method, operation })),
);

describe.each(OPERATIONS)('$name', ({ path, method, operation: { requestBody, responses } }) => {
  const medias = [requestBody, ...Object.values(responses)].flatMap((part) => Object.values(part?.content ?? {}));

  test('has only examples that its description accepts', () => {
    for (const { schema = {}, examples = {} } of medias) {
      for (const { value } of Object.values(examples)) expect(faultIn(schema, value)).toBeUndefined();
    }
  });

  test('has only examples of requests that the address accepts', () => {
    const { body } = ADDRESSES.find((address) => address.path === path && address.method === method) ?? {};
    for (const example of Object.values(body?.examples ?? {})) {
      if (body?.schema instanceof z.ZodType) expect(body.schema.safeParse(example).error).toBeUndefined();
    }
  });
});
