import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { validateRequest } from 'twilio';
import { listen } from '../../emulator/listen';
import { AUTH_TOKEN } from '../emulator/local-twilio';

/** A callback as it came to the service. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly method: string | undefined;
  /** Path and query, as on the wire. */
  readonly target: string;
  /** Fields that came several times have a list. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** What `validateRequest` of `twilio` says, for the address under which the service was called. */
  readonly valid: boolean;
}

/** A customer's own service, as Twilio's quickstarts have one: it verifies each callback and answers it. */
export interface CustomerService {
  readonly url: string;
  /** What has come so far, oldest first. */
  readonly arrived: Arrived[];
  /** Answers each callback; by default {@link answerAsQuickstart}. */
  answer: (arrived: Arrived, response: ServerResponse) => void;
  end(): Promise<void>;
}

export async function startCustomerService(authToken = AUTH_TOKEN): Promise<CustomerService> {
  const server: Server = createServer(async (request, response) => {
    const { headers, method, url: target = '' } = request;
    const fields = fieldsOf(await text(request));
    const signature = String(headers['x-twilio-signature']);
    const valid = validateRequest(authToken, signature, `http://${headers.host}${target}`, { ...fields });
    const arrived = { headers, method, target, fields, valid };
    service.arrived.push(arrived);
    service.answer(arrived, response);
  });
  const port = await listen(server, 0);
  const service: CustomerService = {
    url: `http://127.0.0.1:${port}`,
    arrived: [],
    answer: answerAsQuickstart,
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

const CUSTOMERS = [
  { customer_id: 98, display_name: 'Bobby Shaftoe', worker: 'ana@example.com' },
  { customer_id: 99, display_name: 'Eve Ñandú', worker: 'ben@example.com' },
];

/** The shape of the CRM callback in https://github.com/twilio/frontline-demo-service; unsigned requests are refused. */
function answerAsQuickstart({ fields, valid }: Arrived, response: ServerResponse): void {
  if (!valid) {
    response.writeHead(403, { 'Content-Type': 'text/plain' }).end('Forbidden');
    return;
  }
  switch (fields.Location) {
    case 'GetCustomersList': {
      const own = CUSTOMERS.filter(({ worker }) => worker === fields.Worker);
      const customers = own.map(({ customer_id, display_name }) => ({ customer_id, display_name }));
      sendJson(response, 200, { objects: { customers } });
      return;
    }
    case 'GetCustomerDetailsByCustomerId': {
      const found = CUSTOMERS.find(({ customer_id }) => String(customer_id) === fields.CustomerId);
      if (!found) {
        sendJson(response, 404, {});
        return;
      }
      const { worker, ...customer } = found;
      const channels = [{ type: 'sms', value: '+12025550123' }];
      sendJson(response, 200, { objects: { customer: { ...customer, channels } } });
      return;
    }
    default:
      response.writeHead(422, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Unprocessable Entity');
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function fieldsOf(body: string): Arrived['fields'] {
  const form = new URLSearchParams(body);
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = [...form.getAll(name)]; // the SDK knows only lists of this realm
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}
