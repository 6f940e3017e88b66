/** The results of a fleet: a table with what is to be told below it, or JSON. */
import { Table } from 'console-table-printer';
import { exitCodeOf, type Outcome } from './results';

/** A row for each account, in the order of `fleet.yaml`. */
export function tableOf(outcomes: readonly Outcome[], columns: readonly string[]): string {
  const names = ['account', ...columns];
  const table = new Table({
    shouldDisableColors: true,
    columns: names.map((name) => ({ name, alignment: 'left' })),
  });
  for (const { account, result } of outcomes) {
    const cells: Readonly<Record<string, string | number>> = { account: account.name, ...result.cells };
    table.addRow(Object.fromEntries(names.map((name) => [name, cells[name] ?? ''])));
  }
  return table.render();
}

/** What is to be told of accounts, each under its name. @param isBad whether of those that are not well, or of the others. */
export function linesOf(outcomes: readonly Outcome[], isBad: boolean): readonly string[] {
  return outcomes
    .filter(({ result: { code } }) => code > 0 === isBad)
    .flatMap(({ account, result: { lines = [] } }) =>
      lines.length === 0 ? [] : [`${account.name}:`, ...lines.flatMap(indented)],
    );
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `  ${line}`);
}

/** "48 of 50 accounts are well." */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const well = outcomes.filter(({ result: { code } }) => code === 0).length;
  return `${well} of ${outcomes.length} ${outcomes.length === 1 ? 'account is' : 'accounts are'} well.`;
}

export function jsonOf(outcomes: readonly Outcome[]): string {
  const accounts = outcomes.map(({ account, result: { code, json } }) => ({ account: account.name, code, ...json }));
  return JSON.stringify({ code: exitCodeOf(outcomes), accounts }, null, 2);
}
