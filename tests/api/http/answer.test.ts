import { ok, problem } from '../../../assets/api/http/answer';

describe('an answer of success', () => {
  test('is JSON that nobody on the way may keep', () => {
    expect(ok({ results: [] })).toEqual({
      status: 200,
      headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
      body: { results: [] },
    });
  });
});

describe('a problem', () => {
  test('has the members of RFC 9457, a code for programs and a detail for people', () => {
    expect(problem('invalid_payload', 'Nothing of it has an effect.')).toEqual({
      status: 400,
      headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
      body: {
        type: expect.stringMatching(/^[a-z]+:\S*invalid_payload$/),
        title: expect.stringMatching(/\S/),
        status: 400,
        code: 'invalid_payload',
        detail: 'Nothing of it has an effect.',
      },
    });
  });

  test('of status 401 names the scheme that lets a request in, and no other problem does', () => {
    expect(problem('unauthorized', 'x').headers['WWW-Authenticate']).toBe('Bearer realm="rosterline"');
    for (const code of ['invalid_payload', 'provider_not_configured', 'upstream_unavailable'] as const) {
      expect(problem(code, 'x').headers).not.toHaveProperty('WWW-Authenticate');
    }
  });

  test('lists the faults of a payload', () => {
    const errors = [{ path: 'data.to', message: 'expected an instant' }];
    expect(problem('invalid_payload', 'x', errors).body).toMatchObject({ errors });
  });

  test.each([
    ['unauthorized', 401],
    ['provider_not_configured', 403],
    ['invalid_payload', 400],
    ['payload_conflict', 409],
    ['upstream_unavailable', 503],
    ['misconfigured', 500],
  ] as const)('%s has status %i, in the body as well', (code, status) => {
    const answer = problem(code, 'x');
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code });
  });

  test('says when to come again with 503, and only then', () => {
    expect(problem('upstream_unavailable', 'x').headers['Retry-After']).toMatch(/^[1-9]\d*$/);
    expect(problem('upstream_unavailable', 'x', undefined, 30).headers['Retry-After']).toBe('30');
    for (const code of ['unauthorized', 'invalid_payload', 'payload_conflict', 'misconfigured'] as const) {
      expect(problem(code, 'x').headers).not.toHaveProperty('Retry-After');
    }
  });

  test('can be told apart from every other by its type', () => {
    const types = (['unauthorized', 'invalid_payload', 'misconfigured'] as const).map(
      (code) => (problem(code, 'x').body as { type: string }).type, // problem() says `object`
    );
    expect(new Set(types).size).toBe(3);
  });
});
