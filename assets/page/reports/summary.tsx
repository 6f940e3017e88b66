/** What matters most of a report, above its table. */
import { t } from '../i18n/translate';
import { dutySummary, leaversSummary, type Report, type ReportName } from '../model/reports';
import { duration } from '../model/times';
import { SignIcon } from '../parts/sign-icon';
import { hours } from './words';

export function Summary({ name, report }: { readonly name: ReportName; readonly report: Report }) {
  return name === 'leavers' ? <Leavers report={report} /> : <Duty report={report} />;
}

function Leavers({ report: { rows } }: { readonly report: Report }) {
  const { lockouts, ended, missing, waiting, longest, unverified, found } = leaversSummary(rows);
  return (
    <ul class="report-summary">
      <li>{t('reports.lockouts', { lockouts })}</li>
      {lockouts > 0 && <li>{t('reports.unverified', { unverified })}</li>}
      {ended > 0 && <li>{t('reports.ended', { ended })}</li>}
      {missing > 0 && (
        <li>
          <SignIcon sign="warn" /> {t('reports.no-user', { missing })}
        </li>
      )}
      {waiting > 0 && (
        <li>
          <SignIcon sign="warn" /> {t('reports.waiting', { waiting })}
        </li>
      )}
      {longest !== undefined && <li>{t('reports.longest', { longest: duration(longest * 1000) })}</li>}
      {found > 0 && (
        <li>
          <SignIcon sign="warn" /> {t('reports.found', { found })}
        </li>
      )}
    </ul>
  );
}

function Duty({ report: { rows } }: { readonly report: Report }) {
  const { people, planned, applied, unknown } = dutySummary(rows);
  return (
    <ul class="report-summary">
      <li>{t('reports.people', { people })}</li>
      <li>{t('reports.planned', { hours: hours(planned) })}</li>
      <li>{t('reports.applied', { hours: hours(applied) })}</li>
      {unknown > 0 && (
        <li>
          <SignIcon sign="wait" /> {t('reports.unknown', { hours: hours(unknown) })}
        </li>
      )}
    </ul>
  );
}
