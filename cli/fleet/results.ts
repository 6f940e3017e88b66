/** What an action found in each account, and how a fleet is worked through. */
import type { FleetAccount } from './account';

/** As the same command for a single account exits: 0 well; 1 what was asked about is not well; 2 it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** The outcome of an action for one account. */
export interface AccountResult {
  readonly code: ExitCode;
  /** Column of the table → its text. The first column, `account`, is added. */
  readonly cells: Readonly<Record<string, string | number>>;
  /** What to tell below the table, each a line or a few. */
  readonly lines?: readonly string[];
  /** The same for programs; `account` and `code` are added. */
  readonly json: object;
}

/** Does something for an account. Whatever it throws concerns this account alone. */
export type AccountAction = (account: FleetAccount) => Promise<AccountResult>;

/** An account and what became of it. */
export interface Outcome {
  readonly account: FleetAccount;
  readonly result: AccountResult;
}

/**
 * Runs an action for all accounts, `atOnce` side by side. Never throws: what fails for one account is its own result, and holds up no
 * other.
 * @returns in the order of the accounts
 */
export async function sideBySide(
  accounts: readonly FleetAccount[],
  atOnce: number,
  action: AccountAction,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = [...accounts.entries()];
  const next = async (): Promise<void> => {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) {
      const [index, account] = entry;
      outcomes[index] = { account, result: await action(account).catch(failed) };
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, accounts.length) }, next));
  return outcomes;
}

/** The result of an account for which nothing could be done. */
export function failed(error: unknown): AccountResult {
  const message = error instanceof Error ? error.message : String(error);
  return { code: 2, cells: { result: 'NOT DONE' }, lines: [message], json: { error: message } };
}

/** The worst of all. */
export function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  return outcomes.reduce<ExitCode>((worst, { result: { code } }) => (code > worst ? code : worst), 0);
}
