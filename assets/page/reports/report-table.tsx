/** A report's table: any number of rows, of which a hundred are shown at a time. */
import { useMemo, useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import { columnsOf, kindOf, nextOrder, type Order, type Report, type Row, sorted } from '../model/reports';
import type { WallClock } from '../model/wall-clock';
import { cellText, columnName } from './words';

const SHOWN = 100;

interface Props {
  readonly report: Report;
  readonly caption: string;
  readonly viewer: WallClock;
}

export function ReportTable({ report, caption, viewer }: Props) {
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const rows = useMemo(() => sorted(report.rows, order), [report, order]);
  const columns = columnsOf(report);
  const first = page * SHOWN;
  const choose = (column: string): void => {
    setOrder(nextOrder(order, column));
    setPage(0);
  };
  return (
    <>
      <section class="report-scroll" aria-label={caption}>
        <table class="report-table">
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <ColumnHead key={column} column={column} order={order} choose={choose} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(first, first + SHOWN).map((row, index) => (
              <TableRow key={first + index} row={row} columns={columns} viewer={viewer} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > SHOWN && (
        <nav class="report-pages" aria-label={t('reports.pages')}>
          <button type="button" aria-disabled={page === 0} onClick={() => page > 0 && setPage(page - 1)}>
            {t('reports.previous')}
          </button>
          <span role="status">
            {t('reports.shown', { from: first + 1, to: Math.min(first + SHOWN, rows.length), total: rows.length })}
          </span>
          <button
            type="button"
            aria-disabled={first + SHOWN >= rows.length}
            onClick={() => first + SHOWN < rows.length && setPage(page + 1)}
          >
            {t('reports.next')}
          </button>
        </nav>
      )}
      <details class="report-columns">
        <summary>{t('reports.meanings')}</summary>
        <dl>
          {Object.entries(report.columns).map(([column, meaning]) => (
            <div key={column}>
              <dt>
                {columnName(column)} <code>{column}</code>
              </dt>
              {/* As in the file, and so in its language. */}
              <dd lang="en">{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** Whose cells stand at the right. */
function isNumber(column: string): boolean {
  const kind = kindOf(column);
  return kind === 'seconds' || kind === 'hours';
}

interface HeadProps {
  readonly column: string;
  readonly order: Order | undefined;
  readonly choose: (column: string) => void;
}

function ColumnHead({ column, order, choose }: HeadProps) {
  const direction = order?.column === column ? (order.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" aria-sort={direction} class={isNumber(column) ? 'number' : undefined}>
      <button type="button" class="quiet" onClick={() => choose(column)}>
        {columnName(column)}
        <span aria-hidden="true">{direction ? (direction === 'ascending' ? ' ▲' : ' ▼') : ''}</span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: Row;
  readonly columns: readonly string[];
  readonly viewer: WallClock;
}

function TableRow({ row, columns, viewer }: RowProps) {
  return (
    <tr>
      {columns.map((column) => {
        const cell = row[column] ?? null;
        const text = cellText(column, cell, viewer);
        const isTime = kindOf(column) === 'instant' && cell !== null;
        return (
          <td key={column} class={typeof cell === 'number' ? 'number' : undefined}>
            {isTime ? (
              <time dateTime={String(cell)} title={String(cell)}>
                {text}
              </time>
            ) : (
              text
            )}
          </td>
        );
      })}
    </tr>
  );
}
