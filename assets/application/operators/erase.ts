import type { AuditLog, Random, RecordStore } from '../ports';

/** What erasing takes. */
export interface ErasePorts {
  readonly records: Pick<RecordStore, 'name' | 'read' | 'erase'>;
  readonly audit: Pick<AuditLog, 'forget'>;
  readonly random: Random;
}

/** Erases everything that is kept of a person; what was done to their user stays in the audit under a pseudonym. */
export async function erasePerson(
  identity: string,
  { records, audit, random }: ErasePorts,
): Promise<'applied' | 'unchanged'> {
  const { record } = await records.read(identity);
  await records.erase(identity);
  const lines = await audit.forget(records.name(identity), `erased-${Math.floor(random() * 2 ** 48).toString(36)}`);
  return record || lines > 0 ? 'applied' : 'unchanged';
}
