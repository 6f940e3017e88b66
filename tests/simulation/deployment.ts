import type { Answer } from '../../assets/api/http/answer';
import { readConfiguration } from '../../assets/main/configuration';
import type { Ports } from '../../assets/main/ports';

/** As the composition root answers: whatever is thrown is a 503, and the audit is written at the end. */
export async function answerOf(act: (ports: Ports) => Promise<Answer>, ports: Ports): Promise<Answer> {
  try {
    return await act(ports);
  } catch (error) {
    ports.log('error', 'A request could not be finished', { error: String(error) });
    return { status: 503, headers: {}, body: {} };
  } finally {
    await ports.audit.flush();
  }
}

export function configured(env: Readonly<Record<string, string>>): Ports['configuration'] {
  const read = readConfiguration(env, { local: true });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}
