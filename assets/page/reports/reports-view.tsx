/** The reports: leavers and hours on duty, of a period, as a table and as files. */
import { useEffect, useState } from 'preact/hooks';
import { RequestFailed } from '../api';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { type ApiError, staleDataText } from '../model/errors';
import { dateIn, type Report, type ReportRequest, withNames } from '../model/reports';
import type { WallClock } from '../model/wall-clock';
import { expireSession } from '../session';
import { loadedPeople } from '../store';
import { download, fetchReport } from './fetching';
import { PeriodForm } from './period-form';
import { ReportTable } from './report-table';
import { Summary } from './summary';
import { dayInWords } from './words';

interface Props {
  /** The roster's zone, in which dates are read. */
  readonly zone: string;
  readonly viewer: WallClock;
}

const FIRST: ReportRequest = { name: 'leavers', preset: 'days-90', from: '', to: '', by: 'total' };

/** What is shown: a report with what it was asked by, or why there is none. */
type Shown = { readonly asked: ReportRequest; readonly report: Report } | { readonly error: string } | undefined;

export function ReportsView({ zone, viewer }: Props) {
  const [asked, setAsked] = useState(FIRST);
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState<Shown>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Shown): void => {
      if (isCurrent) setShown(next);
    };
    setShown(undefined);
    setFailure('');
    fetchReport(asked, dateIn(zone, now())).then(
      (report) => show({ asked, report }),
      (error) => show({ error: failureText(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [asked, zone, tries]);

  async function save(of: ReportRequest, report: Report, format: 'json' | 'csv'): Promise<void> {
    setFailure('');
    try {
      await download(of, dateIn(zone, now()), report, format);
    } catch (error) {
      setFailure(failureText(error));
    }
  }

  return (
    <section class="reports" aria-labelledby="reports-heading">
      <h2 id="reports-heading" tabIndex={-1}>
        {t('reports.heading')}
      </h2>
      <PeriodForm asked={asked} change={(change) => setAsked({ ...asked, ...change })} />
      <div role="alert">{failure && <p class="notice">{failure}</p>}</div>
      {shown === undefined && <p role="status">{t('page.loading-report')}</p>}
      {shown && 'error' in shown && (
        <div role="alert">
          <p class="notice">{shown.error}</p>
          <button type="button" onClick={() => setTries(tries + 1)}>
            {t('reports.try-again')}
          </button>
        </div>
      )}
      {shown && 'report' in shown && (
        <Contents {...shown} viewer={viewer} save={(format) => void save(shown.asked, shown.report, format)} />
      )}
    </section>
  );
}

interface ContentsProps {
  readonly asked: ReportRequest;
  readonly report: Report;
  readonly viewer: WallClock;
  readonly save: (format: 'json' | 'csv') => void;
}

function Contents({ asked: { name }, report, viewer, save }: ContentsProps) {
  const { from, to, zone, notes, rows } = report;
  return (
    <>
      <p class="quiet-text">
        {t('reports.covers', {
          from: dayInWords(Date.parse(from), zone),
          to: dayInWords(Date.parse(to) - 1, zone),
          zone,
        })}
      </p>
      {notes.length > 0 && (
        <ul class="report-notes" lang="en">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? (
        <p class="nothing">{t(name === 'leavers' ? 'reports.no-leavers' : 'reports.no-duty')}</p>
      ) : (
        <>
          <Summary name={name} report={report} />
          <div class="buttons">
            <button type="button" onClick={() => save('csv')}>
              {t('reports.download-csv')}
            </button>
            <button type="button" onClick={() => save('json')}>
              {t('reports.download-json')}
            </button>
          </div>
          <ReportTable
            key={`${name} ${from} ${to}`}
            report={withNames(report, loadedPeople())}
            caption={t(`reports.${name}`)}
            viewer={viewer}
          />
        </>
      )}
    </>
  );
}

/** Why there is no report. Somebody whose key is not accepted any more is signed out. */
function failureText(failure: unknown): string {
  if (!(failure instanceof RequestFailed)) throw failure;
  const { error } = failure;
  if (error.code === 'unauthorized') expireSession();
  return error.code === 'invalid_payload' ? faultsOf(error) : staleDataText(error);
}

function faultsOf({ detail, fieldErrors }: ApiError): string {
  const faults = fieldErrors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return t('reports.faulty', { faults: faults || detail });
}
