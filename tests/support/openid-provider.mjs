// A real OpenID Connect provider on this machine, in a process of its own: it comes as ES modules only. Prints its issuer when it is ready.
// Then it reads a line: the addresses to which it may send people back, as JSON.
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const server = createServer();
server.listen(0, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${issuer}\n`);
  const [line] = await once(process.stdin, 'data');
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'rosterline',
        token_endpoint_auth_method: 'none',
        redirect_uris: JSON.parse(line),
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: true }),
    }),
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  process.stdout.write('ready\n');
});
